using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Configuration.Stored;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Ingest.Import;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Operations.Guide;
using Superfone.Dashboard.Operations.Settings;

namespace Superfone.Dashboard.Tests.Operations.Guide;

public sealed class SetupGuideTests
{
    private const string Banner = "data-first-event";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Guide_OfAFreshInstallation_FollowsWhatIsDoneWhereverItIsDone()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        Assert.Equal(SetupStep.Business, (await ReadAsync(dashboard)).Next);

        await dashboard.Services.GetRequiredService<SettingsEditor>().SaveAsync(
            new Dictionary<SettingDefinition, string?> { [SettingCatalog.BusinessName] = "Acme", [SettingCatalog.Week[0]] = "09:30-18:30" }, Actor.System);
        Assert.Equal(SetupStep.Reach, (await ReadAsync(dashboard)).Next);

        await Guide(dashboard).PostponeAsync(SetupStep.Reach, Actor.System);
        Assert.Equal(SetupStep.Connect, (await ReadAsync(dashboard)).Next);
        await dashboard.RestartAsync();
        Assert.Equal((SetupStep.Connect, false), ((await ReadAsync(dashboard)).Next, (await ReadAsync(dashboard)).Done.Contains(SetupStep.Reach)));

        // An event proves that the internet gets in, whatever the check from inside says.
        await dashboard.PostAsync(Payload.Sample("ALL_CALLS"));
        var connected = await ReadAsync(dashboard);
        Assert.Equal((SetupStep.Invite, true), (connected.Next, connected.Done.Contains(SetupStep.Reach)));
        Assert.Equal(["ALL_CALLS"], connected.Arrivals.Keys);

        await dashboard.AddUserAsync("ravi@example.com", Roles.Agent);
        Assert.Null((await ReadAsync(dashboard)).Next);
    }

    [Fact]
    public async Task TestsSamplesAndImports_AreNotEventsOfSuperfone()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.PostAsync("""{"event":"DASHBOARD_TEST","sent_at":"2026-05-15T10:30:00.000Z"}""");
        await dashboard.PostAsync(Payload.Sample("ALL_CALLS").With("superfone_number", SampleAccount.Number));
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(Payload.Sample("TASK_CREATE")));
        await foreach (var _ in dashboard.Services.GetRequiredService<DeliveryImport>().ImportAsync(file, Actor.System, Cancellation))
            ;
        Assert.Equal(3, (await dashboard.ReadDeliveriesAsync()).Count);
        Assert.Equal((0, false), await ArrivedAsync(dashboard));
        using var owner = await dashboard.SignInAsync();
        Assert.Contains(Banner, await owner.GetStringAsync("/tasks", Cancellation), StringComparison.Ordinal);

        await dashboard.PostAsync(Payload.Sample("MISSED_CALL"));
        Assert.DoesNotContain(Banner, await owner.GetStringAsync("/tasks", Cancellation), StringComparison.Ordinal);
        Assert.Equal((1, true), await ArrivedAsync(dashboard));
    }

    [Fact]
    public async Task Postponing_WithoutPermission_IsRefused()
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        await Assert.ThrowsAsync<PermissionDeniedException>(() => Guide(dashboard).PostponeAsync(SetupStep.Invite, Actor.NotSignedIn("nobody")));
        Assert.Empty((await ReadAsync(dashboard)).Postponed);
    }

    private static async Task<(int Events, bool HasFirst)> ArrivedAsync(RunningDashboard dashboard) =>
        ((await ReadAsync(dashboard)).Arrivals.Count, (await dashboard.Services.GetRequiredService<FirstEvent>().Now.ReadAsync(Cancellation)).HasArrived);

    private static SetupGuide Guide(RunningDashboard dashboard) => dashboard.Services.GetRequiredService<SetupGuide>();

    private static Task<SetupProgress> ReadAsync(RunningDashboard dashboard) => Guide(dashboard).ReadAsync(Visibility.Everything, Cancellation);
}
