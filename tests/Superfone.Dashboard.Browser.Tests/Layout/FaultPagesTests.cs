using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Layout;

/// <summary>What pages show while the figures are computed, and while something hinders that.</summary>
public sealed class FaultPagesTests(Browser browser)
{
    [Fact]
    public async Task Figures_ComputedFromTheLogWhileTheirFileIsLocked_AreAnnouncedOnEveryScreenUntilTheyAreThere()
    {
        using var locked = new LockedReadModel();
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay(), configure: builder => builder.Logging.AddProvider(locked));
        await dashboard.PostAsync(People.Missed(1), People.Answered(2));
        await dashboard.RestartInPlaceAsync(() =>
        {
            foreach (var file in Directory.GetFiles(dashboard.DataDirectory, "views.db*"))
                File.Delete(file);
            locked.Path = Path.Combine(dashboard.DataDirectory, "views.db");
            return Task.CompletedTask;
        });
        await using var desk = await BrowserPage.OpenAsync(browser, dashboard, "/");
        await using var phone = await BrowserPage.OpenAsync(browser, dashboard, "/calls", 390, 844);
        await using var wall = await BrowserPage.OpenAsync(browser, dashboard, "/wall", 1920, 1080);

        foreach (var window in new[] { desk, phone, wall })
        {
            await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "The figures are being computed" }).Last).ToBeVisibleAsync();
            await Expect(window.Page.Locator("[data-fault=Projection]")).ToBeVisibleAsync();
            await Expect(window.Call(1)).ToHaveCountAsync(0);
            await window.AssertHealthyAsync();
        }

        locked.Dispose();
        foreach (var window in new[] { desk, phone, wall })
        {
            await Expect(window.Call(1)).ToBeVisibleAsync(new() { Timeout = 20_000 });
            await Expect(window.Page.Locator("[data-fault]")).ToHaveCountAsync(0);
        }
    }

    // Locks the file of the read model as another program would, once it is there and before anything is in it.
    private sealed class LockedReadModel : ILoggerProvider, ILogger
    {
        private SqliteConnection? _connection;

        public string? Path { get; set; }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (Path is not { } path || !formatter(state, exception).StartsWith("There is no read model", StringComparison.Ordinal))
                return;
            Path = null;
            _connection = new SqliteConnection($"Data Source={path};Pooling=False");
            _connection.Open();
            using var command = _connection.CreateCommand();
            command.CommandText = "BEGIN IMMEDIATE";
            command.ExecuteNonQuery();
        }

        public void Dispose()
        {
            _connection?.Dispose();
            _connection = null;
        }
    }
}
