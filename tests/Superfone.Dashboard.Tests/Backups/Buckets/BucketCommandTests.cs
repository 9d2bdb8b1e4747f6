using Superfone.Dashboard.Tests.Operations.Commands;

namespace Superfone.Dashboard.Tests.Backups.Buckets;

/// <summary>The commands <c>backup</c> and <c>restore</c> with a store.</summary>
public sealed class BucketCommandTests
{
    [Fact]
    public async Task Commands_WithAStore_MakeListAndRestoreABackup()
    {
        await using var bucket = await BucketWorld.StartAsync(recordings: 1);
        var world = bucket.World;
        string[] settings = [.. bucket.Server.Settings.Where(setting => setting.Key != "Superfone:Recordings:Store").Select(setting => $"--{setting.Key}={setting.Value}")];

        var made = await CommandRun.InvokeAsync(["backup", BucketWorld.Place, .. world.Dashboard.DataArguments, .. settings]);
        var listed = await CommandRun.InvokeAsync(["restore", BucketWorld.Place, "--list", .. settings]);
        var restored = await CommandRun.InvokeAsync(["restore", made.Output.Last(), "--to", Path.Combine(world.Folder, "data2"), .. settings]);
        var nothing = await CommandRun.InvokeAsync(["restore", BucketWorld.Place + "s", "--list", .. settings]);
        var refused = await CommandRun.InvokeAsync(["restore", BucketWorld.Place + "/superfone-20200101T000000Z", "--to", Path.Combine(world.Folder, "data3"), .. settings]);

        Assert.Equal((0, 0, 0, 1), (made.ExitCode, listed.ExitCode, restored.ExitCode, refused.ExitCode));
        Assert.StartsWith($"{bucket.Backups.Single()} (", Assert.Single(listed.Output), StringComparison.Ordinal);
        Assert.Equal(BackupWorld.Hashes(world.FileOf("recordings")), BackupWorld.Hashes(Path.Combine(world.Folder, "data2", "recordings")));
        Assert.Equal((1, $"There are no backups in '{BucketWorld.Place}s'."), (nothing.ExitCode, nothing.Error.Trim()));
        Assert.Contains("is not a backup", Assert.Single(refused.Error.Trim().Split('\n')), StringComparison.Ordinal);
    }
}
