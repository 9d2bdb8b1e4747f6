using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Superfone.Dashboard.Queries;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Startup;

public sealed class QuietLogTests
{
    [Fact]
    public async Task Log_InNormalUse_HasNoWarnings()
    {
        using var warnings = new Warnings();
        var dashboard = await RunningDashboard.StartAsync(configure: builder => builder.Logging.AddProvider(warnings));
        await using var api = new ApiDashboard(dashboard);
        await api.PostAsync(Bodies.Call(1), Bodies.Contact(1, "Asha", "+917000000001"), Bodies.Summary("8f4e2a31-2b6d-4c3a-9f1e-7a0b6c2d4e5f", "Hello"));
        foreach (var path in new[] { "/health/ready", "/health/live", "/metrics", "/openapi/v1.json", "/api/v1/stats", "/api/v1/calls?q=asha" })
        {
            using var response = await api.Client.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal((path, HttpStatusCode.OK), (path, response.StatusCode));
        }

        await dashboard.Services.GetRequiredService<DeliveryCountQueries>().ReadAsync(new DeliveryFilter { Q = "asha" }, TestContext.Current.CancellationToken);
        await dashboard.Services.GetRequiredService<ContactCountQueries>().CountAsync(
            new ContactFilter(), history: new StageHistory("New", StageStep.Entered), cancellation: TestContext.Current.CancellationToken);
        Assert.Empty(warnings.Lines);
    }

    private sealed class Warnings : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                Lines.Enqueue(formatter(state, exception));
        }

        public void Dispose()
        {
        }
    }
}
