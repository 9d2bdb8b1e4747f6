using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Configuration.Stored;
using Superfone.Dashboard.Operations.Settings;

namespace Superfone.Dashboard.Tests.Recordings;

public sealed class RecordingSettingsTests
{
    [Fact]
    public async Task HostsAndDownloads_SetOnThePage_AreInEffectWithoutARestart()
    {
        await using var world = await RecordingWorld.StartAsync(new Dictionary<string, string?>
        {
            ["Superfone:Recordings:Enabled"] = null,
            ["Superfone:Recordings:AllowedHosts:0"] = null,
        });
        await world.AnnounceAsync(1, world.Storage.OnFile("/a", StorageServer.Audio(3000)));
        await world.WaitForAsync(1, "failed");
        Assert.Equal(0, world.Storage.CountOf("/a"));

        await SaveAsync(world, SettingCatalog.RecordingHosts, "127.0.0.1");
        await SaveAsync(world, SettingCatalog.RecordingsEnabled, "false");
        await world.AnnounceAsync(2, world.Storage.OnFile("/b", StorageServer.Audio(3000)));
        await SaveAsync(world, SettingCatalog.RecordingsEnabled, "true");

        await world.WaitForAsync(2, "stored");
    }

    [Fact]
    public async Task Downloads_TurnedOffAtTheStart_BeginOnceTheyAreTurnedOn()
    {
        await using var world = await RecordingWorld.StartAsync(new Dictionary<string, string?> { ["Superfone:Recordings:Enabled"] = null });
        await SaveAsync(world, SettingCatalog.RecordingsEnabled, "false");
        await world.Dashboard.RestartInPlaceAsync(() => Task.CompletedTask);
        await world.AnnounceAsync(1, world.Storage.OnFile("/a", StorageServer.Audio(3000)));

        await SaveAsync(world, SettingCatalog.RecordingsEnabled, "true");

        await world.WaitForAsync(1, "stored");
    }

    private static async Task SaveAsync(RecordingWorld world, SettingDefinition setting, string value) => Assert.Empty(
        await world.Dashboard.Services.GetRequiredService<SettingsEditor>().SaveAsync(new Dictionary<SettingDefinition, string?> { [setting] = value }, Actor.System));
}
