using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Configuration.Stored;
using Superfone.Dashboard.Operations.Settings;

namespace Superfone.Dashboard.Tests.Access;

public sealed class SettingsTests
{
    [Fact]
    public async Task Save_ASetting_IsInEffectAtOnceAndAfterARestart()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var editor = dashboard.Services.GetRequiredService<SettingsEditor>();
        Assert.Empty(await editor.SaveAsync(Masked("Agent\nViewer"), Actor.System));
        Assert.Equal(["Agent", "Viewer"], Options(dashboard).MaskedRoles);
        Assert.Empty(await editor.SaveAsync(Masked("Viewer"), Actor.System));

        await dashboard.RestartAsync();

        Assert.Equal(["Viewer"], Options(dashboard).MaskedRoles);
    }

    [Fact]
    public async Task Save_AWrongValue_NamesTheKeyAndChangesNothing()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var editor = dashboard.Services.GetRequiredService<SettingsEditor>();

        var errors = await editor.SaveAsync(Masked("Boss"), Actor.System);

        Assert.Contains("Superfone:Access:MaskedRoles", Assert.Single(errors), StringComparison.Ordinal);
        Assert.Empty(Options(dashboard).MaskedRoles);
    }

    [Fact]
    public async Task Save_AConfiguredSetting_IsRefused()
    {
        await using var dashboard = await RunningDashboard.StartAsync(settings: new Dictionary<string, string?> { ["Superfone:Access:MaskedRoles:0"] = "Viewer" });
        var editor = dashboard.Services.GetRequiredService<SettingsEditor>();

        Assert.True(editor.IsConfigured(SettingCatalog.MaskedRoles));
        Assert.Single(await editor.SaveAsync(Masked("Agent"), Actor.System));
        Assert.Equal(["Viewer"], Options(dashboard).MaskedRoles);
    }

    [Fact]
    public async Task Save_ByAManager_IsDenied()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var editor = dashboard.Services.GetRequiredService<SettingsEditor>();

        await Assert.ThrowsAsync<PermissionDeniedException>(() => editor.SaveAsync(Masked("Agent"), People.Asha));
    }

    [Fact]
    public async Task Save_MaskedRoles_ChangesWhatARoleMayDoAtOnce()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var viewer = dashboard.CreateClient(Roles.Viewer);
        var token = TestContext.Current.CancellationToken;
        Assert.True((await viewer.GetAsync("/api/v1/deliveries", token)).IsSuccessStatusCode);

        await dashboard.Services.GetRequiredService<SettingsEditor>().SaveAsync(Masked("Viewer"), Actor.System);

        Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await viewer.GetAsync("/api/v1/deliveries", token)).StatusCode);
    }

    private static AccessOptions Options(RunningDashboard dashboard) => dashboard.Services.GetRequiredService<IOptionsMonitor<AccessOptions>>().CurrentValue;

    private static Dictionary<SettingDefinition, string?> Masked(string roles) => new() { [SettingCatalog.MaskedRoles] = roles };
}
