namespace Superfone.Dashboard.Tests.Startup;

public sealed class DisposedApplicationTests
{
    [Fact]
    public async Task Application_Disposed_LeavesNothingInMemory()
    {
        var services = await RunAsync();

        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (services.IsAlive && !late.IsCancellationRequested)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        }

        Assert.False(services.IsAlive);
    }

    // In a method of its own, whose variables hold nothing once it has returned.
    private static async Task<WeakReference> RunAsync()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        return new WeakReference(dashboard.Services);
    }
}
