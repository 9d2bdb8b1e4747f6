using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Superfone.Dashboard.Ingest.Log;
using Superfone.Dashboard.Operations.Restarts;
using Superfone.Dashboard.Projections.Runtime;

namespace Superfone.Dashboard.Tests.Operations.Restarts;

public sealed class ServiceNotificationTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("superfone-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Service_FromStartToStop_SaysWhatItDoes()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has another service manager.");
        using var notify = new NotifySocket();
        await using var process = DashboardProcess.Start(_folder.FullName, shellPrefix: notify.Variables);

        await notify.WaitForAsync("READY=1");
        await notify.WaitForAsync("STATUS=Receiving");
        await notify.WaitForAsync("WATCHDOG=1");
        await notify.WaitForAsync("WATCHDOG=1");
        process.Terminate();
        await notify.WaitForAsync("STOPPING=1");

        Assert.Equal(0, (await process.WaitForExitAsync()).ExitCode);
    }

    [Fact]
    public async Task Watchdog_WhileTheLogHangs_IsToldNothingUntilItGoesOn()
    {
        var (longest, time, notifier) = (TimeSpan.FromSeconds(3), new FakeTimeProvider(), new Notifier());
        using var said = new KeptLog(LogLevel.Critical);
        await using var dashboard = await RunningDashboard.StartAsync();
        var log = dashboard.Services.GetRequiredService<DeliveryLog>();
        using var notifications = new ServiceNotifications(
            notifier, log, dashboard.Services.GetRequiredService<ProjectionService>(), time, LoggerFactory.Create(builder => builder.AddProvider(said)).CreateLogger<ServiceNotifications>())
        {
            LongestWork = longest,
            Watchdog = TimeSpan.FromSeconds(3),
        };
        await notifications.StartedAsync(TestContext.Current.CancellationToken);
        await Api.ApiDashboard.WaitAsync(() => Task.FromResult(SignsOfLife() > 0));

        Task<HttpResponseMessage> post;
        using (dashboard.LockPrimary())
        {
            post = dashboard.PostAsync(Payload.AnsweredCall(1));
            await Api.ApiDashboard.WaitAsync(() => Task.FromResult(!log.IsAlive(longest)));
            Assert.Equal(0, SignsOfLife());
            Assert.Contains(said.Lines, line => line.Contains("the service manager will restart the application", StringComparison.Ordinal));
        }

        (await post).EnsureSuccessStatusCode();
        await Api.ApiDashboard.WaitAsync(() => Task.FromResult(SignsOfLife() > 0));

        // Those of ten seconds, in which systemd expects at least three.
        int SignsOfLife()
        {
            notifier.States.Clear();
            time.Advance(TimeSpan.FromSeconds(10));
            Assert.Contains(notifier.States, state => state.StartsWith("STATUS=", StringComparison.Ordinal));
            return notifier.States.Count(state => state == "WATCHDOG=1");
        }
    }

    [Fact]
    public async Task DeliveryLog_WhileACommitHangs_IsNotAlive()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var log = dashboard.Services.GetRequiredService<DeliveryLog>();
        (await dashboard.PostAsync(Payload.AnsweredCall(1))).EnsureSuccessStatusCode();
        await Api.ApiDashboard.WaitAsync(() => Task.FromResult(log.IsAlive(TimeSpan.Zero)));

        Task<HttpResponseMessage> post;
        using (dashboard.LockPrimary())
        {
            post = dashboard.PostAsync(Payload.AnsweredCall(2));
            await Api.ApiDashboard.WaitAsync(() => Task.FromResult(!log.IsAlive(TimeSpan.Zero)));
            Assert.True(log.IsAlive(TimeSpan.FromMinutes(5)));
        }

        (await post).EnsureSuccessStatusCode();
        await Api.ApiDashboard.WaitAsync(() => Task.FromResult(log.IsAlive(TimeSpan.Zero)));
    }

    private sealed class Notifier : ISystemdNotifier
    {
        public List<string> States { get; } = [];

        public bool IsEnabled => true;

        public void Notify(ServiceState state) => States.Add(state.ToString());
    }
}
