using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace Superfone.Dashboard.Browser.Tests.Layout;

/// <summary>Pages that are left while they load, and while updates are on their way.</summary>
public sealed class LeftPagesTests(Browser browser)
{
    private const int Rounds = 1;

    private static readonly string[] Paths =
    [
        "/", "/?show=events", "/calls", "/calls/1", "/follow-ups", "/contacts", "/tasks", "/insights", "/analytics", "/agents", "/deliveries", "/deliveries/1",
        "/completeness", "/summaries", "/wall", "/settings",
    ];

    [Fact]
    public async Task PagesOpenedAndLeftUnderTraffic_NothingIsLogged()
    {
        using var log = new WarningLog();
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay(), configure: builder => builder.Logging.AddProvider(log));
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var window = await BrowserPage.OpenAsync(browser, dashboard);
        var traffic = PostUntilAsync(dashboard, leaving.Token);

        for (var round = 0; round < Rounds; round++)
        {
            foreach (var path in Paths)
            {
                // Left while the first rendering arrives, while the circuit starts, and by a link within the circuit.
                await window.Page.GotoAsync(new Uri(dashboard.Url, path).ToString(), new() { WaitUntil = WaitUntilState.Commit });
                await window.GoToAsync(new Uri(dashboard.Url, path));
                if (path != "/wall")
                    await window.Page.EvaluateAsync("() => { for (const link of document.querySelectorAll('.navigation a.nav-link')) link.click(); }");
            }
        }

        await leaving.CancelAsync();
        await traffic;
        await window.DisposeAsync();
        await dashboard.StopAsync();
        Assert.Empty(log.Text);
    }

    private static async Task PostUntilAsync(RunningDashboard dashboard, CancellationToken leaving)
    {
        for (var id = 1; !leaving.IsCancellationRequested; id++)
        {
            var phone = $"+91700001{id % 100:0000}";
            await dashboard.PostAsync(
                People.Missed(id, phone: phone), Payload.Contact(id, phone), People.Task(id), id % 3 == 0 ? People.Answered(id, phone: phone) : People.CallBack(id + 1_000_000, "ANSWER", phone: phone));
        }
    }

    private sealed class WarningLog : ILoggerProvider
    {
        private readonly ConcurrentQueue<string> _lines = [];

        public string Text => string.Join("\n", _lines);

        public ILogger CreateLogger(string categoryName) => new Category(categoryName, _lines);

        public void Dispose()
        {
        }

        private sealed class Category(string name, ConcurrentQueue<string> lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning
                && (name.StartsWith("Superfone", StringComparison.Ordinal) || name.StartsWith("Microsoft.AspNetCore.Components", StringComparison.Ordinal));

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                if (IsEnabled(logLevel))
                    lines.Enqueue($"{logLevel} {name}: {formatter(state, exception)} {exception}");
            }
        }
    }
}
