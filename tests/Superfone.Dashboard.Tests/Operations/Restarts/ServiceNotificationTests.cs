using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Ingest.Log;

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
}
