using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Configuration.Stored;
using Superfone.Dashboard.Operations.Heartbeat;
using Superfone.Dashboard.Operations.Settings;

namespace Superfone.Dashboard.Tests.Mail;

public sealed class HeartbeatTests
{
    [Theory]
    [InlineData(200, HeartbeatResult.Answered)]
    [InlineData(500, HeartbeatResult.Refused)]
    public async Task AllWell_IsCalledAndItsAnswerShown(int status, HeartbeatResult result)
    {
        await using var service = await UptimeService.StartAsync(status);
        await using var dashboard = await StartAsync(service.Url);

        var last = await WaitAsync(dashboard, call => call.Result != HeartbeatResult.Withheld);

        Assert.Equal((result, status, 1), (last.Result, last.Status, service.Calls));
    }

    [Fact]
    public async Task NotWell_IsNotCalled()
    {
        await using var service = await UptimeService.StartAsync(200);
        await using var dashboard = await StartAsync(service.Url, configure: builder =>
            builder.Services.AddHealthChecks().AddCheck("broken", () => HealthCheckResult.Unhealthy(), tags: ["ready"]));

        await WaitAsync(dashboard, call => call.Result == HeartbeatResult.Withheld);

        Assert.Equal(0, service.Calls);
    }

    [Fact]
    public async Task PrivateAddress_Unless_IsAllowed_IsNeverCalledAndLoggedOnceWithoutIt()
    {
        await using var service = await UptimeService.StartAsync(200);
        var log = new KeptLog(LogLevel.Warning);
        await using var dashboard = await StartAsync(service.Url.Replace("http:", "https:", StringComparison.Ordinal), "false", builder => builder.Logging.AddProvider(log));

        await WaitAsync(dashboard, call => call.Result == HeartbeatResult.Private);

        Assert.Equal(0, service.Calls);
        Assert.Single(log.Lines, line => line.Contains("heartbeat is not answered: Private", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains("secret-of-the-check", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Address_SetOnThePage_IsCalledAtOnce()
    {
        await using var service = await UptimeService.StartAsync(200);
        await using var dashboard = await StartAsync(null);
        Assert.Empty(await dashboard.Services.GetRequiredService<SettingsEditor>().SaveAsync(
            new Dictionary<SettingDefinition, string?> { [SettingCatalog.HeartbeatUrl] = service.Url }, Actor.System));

        Assert.Equal(HeartbeatResult.Answered, (await WaitAsync(dashboard, call => call.Result != HeartbeatResult.Withheld)).Result);
    }

    private static Task<RunningDashboard> StartAsync(string? url, string allowsPrivate = "true", Action<WebApplicationBuilder>? configure = null) => RunningDashboard.StartAsync(
        new Dictionary<string, string?> { ["Superfone:Heartbeat:Url"] = url, ["Superfone:Heartbeat:AllowPrivateNetworks"] = allowsPrivate }, configure: configure);

    private static async Task<HeartbeatCall> WaitAsync(RunningDashboard dashboard, Func<HeartbeatCall, bool> condition)
    {
        var state = dashboard.Services.GetRequiredService<HeartbeatState>();
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            if (state.Last is { } last && condition(last))
                return last;
            await Task.Delay(TimeSpan.FromMilliseconds(20), late.Token);
        }
    }

    private sealed class UptimeService : IAsyncDisposable
    {
        private readonly WebApplication _app;
        private int _calls;

        private UptimeService(WebApplication app) => _app = app;

        public string Url => $"{_app.Urls.First()}/secret-of-the-check";

        public int Calls => Volatile.Read(ref _calls);

        public static async Task<UptimeService> StartAsync(int status)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            var app = builder.Build();
            app.Urls.Add("http://127.0.0.1:0");
            var service = new UptimeService(app);
            app.MapGet("/secret-of-the-check", () =>
            {
                Interlocked.Increment(ref service._calls);
                return Results.StatusCode(status);
            });
            await app.StartAsync(TestContext.Current.CancellationToken);
            return service;
        }

        public ValueTask DisposeAsync() => _app.DisposeAsync();
    }
}
