using Superfone.Dashboard.Storage.Backups;
using Superfone.Dashboard.Tests.Projections;

namespace Superfone.Dashboard.Tests.Backups;

public sealed class BackupFaultTests
{
    [Fact]
    public async Task Backup_OntoAFullDisk_FailsWithASentenceAndLeavesNothing()
    {
        using var disk = SmallDisk.MountOrSkip(1);
        await using var world = await BackupWorld.StartAsync();
        await world.StoreAsync(4, size: 2_000_000);
        var folder = Path.Combine(disk.Path, "backups");

        var error = Assert.Throws<BackupException>(() => Write(world, folder));

        Assert.Contains("MiB", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(folder));
    }

    [Fact]
    public async Task Backup_TheDiskFillsUpMeanwhile_FailsWithASentenceAndLeavesNothing()
    {
        using var disk = SmallDisk.MountOrSkip(8);
        await using var world = await BackupWorld.StartAsync();
        var folder = Path.Combine(disk.Path, "backups");
        var isFull = false;

        var error = Assert.Throws<BackupException>(() => Write(world, folder, new BackupTests.Callback(_ =>
        {
            if (!isFull)
                disk.Fill(bytesLeft: 4096);
            isFull = true;
        })));

        Assert.StartsWith($"The backup in '{folder}' failed", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(folder));
    }

    [Fact]
    public async Task Backup_IntoAFolderThatCannotBeWritten_FailsWithASentence()
    {
        await using var world = await BackupWorld.StartAsync(recordings: 0);
        var file = Path.Combine(world.Folder, "a file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        var error = Assert.Throws<BackupException>(() => Write(world, Path.Combine(file, "backups")));

        Assert.Contains(file, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backup_WhileAnotherIsBeingWrittenThere_IsRefused()
    {
        await using var world = await BackupWorld.StartAsync();
        BackupException? refused = null;

        world.Backup(progress: new BackupTests.Callback(_ => refused ??= Assert.Throws<BackupException>(() => world.Backup())));

        Assert.Contains("Another backup", refused!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backup_Stopped_LeavesNothing()
    {
        await using var world = await BackupWorld.StartAsync();

        Assert.ThrowsAny<OperationCanceledException>(() => world.Backup(progress: new BackupTests.Callback(_ => throw new OperationCanceledException())));

        Assert.Empty(world.Names);
    }

    [Fact]
    public async Task Restore_AFlippedByte_IsFoundAndTheFileNamed()
    {
        await using var world = await BackupWorld.StartAsync();
        var backup = world.Backup();
        foreach (var name in backup.Manifest.Files.Select(file => file.Path))
        {
            var path = Path.Combine(backup.Path, name);
            Flip(path);

            var error = Assert.Throws<BackupException>(() => world.Restore(backup.Path));

            Assert.Contains($"'{name}'", error.Message, StringComparison.Ordinal);
            Flip(path);
        }

        Assert.Equal([Path.GetFileName(backup.Path)], world.Names);
        world.Restore(backup.Path);
    }

    [Fact]
    public async Task Restore_AMissingFile_IsFoundAndNamed()
    {
        await using var world = await BackupWorld.StartAsync(recordings: 1);
        var backup = world.Backup();
        var name = backup.Manifest.Files.Single(file => file.Path.StartsWith("recordings/", StringComparison.Ordinal)).Path;
        File.Delete(Path.Combine(backup.Path, name));

        var error = Assert.Throws<BackupException>(() => world.Restore(backup.Path));

        Assert.Contains($"'{name}'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("a wrong passphrase")]
    public async Task Restore_WithoutThePassphrase_IsRefusedWithASentence(string? passphrase)
    {
        await using var world = await BackupWorld.StartAsync(recordings: 0);
        var backup = world.Backup(BackupWorld.Passphrase);

        var error = Assert.Throws<BackupException>(() => world.Restore(backup.Path, passphrase));

        Assert.Contains("passphrase", error.Message, StringComparison.Ordinal);
        Assert.Equal([Path.GetFileName(backup.Path)], world.Names);
    }

    [Fact]
    public async Task Restore_AFolderThatIsNotEmpty_IsRefusedAndUntouched()
    {
        await using var world = await BackupWorld.StartAsync(recordings: 0);
        var backup = world.Backup();
        var target = Directory.CreateDirectory(Path.Combine(world.Folder, "restored")).FullName;
        await File.WriteAllTextAsync(Path.Combine(target, "something"), "else", TestContext.Current.CancellationToken);

        var error = Assert.Throws<BackupException>(() => world.Restore(backup.Path));

        Assert.Contains("not empty", error.Message, StringComparison.Ordinal);
        Assert.Equal(["something"], Directory.GetFileSystemEntries(target).Select(Path.GetFileName));
        Assert.Throws<BackupException>(() => BackupRestore.Restore(new RestoreOrder(backup.Path, world.Dashboard.DataDirectory), null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Restore_OfANewerVersion_IsRefusedByName()
    {
        await using var world = await BackupWorld.StartAsync(recordings: 0);
        var backup = world.Backup();
        File.Delete(Path.Combine(backup.Path, BackupManifest.FileName));
        (backup.Manifest with { Version = "99.1", LastMigration = "29991231000000_FromTheFuture" }).Write(backup.Path);

        var error = Assert.Throws<BackupException>(() => world.Restore(backup.Path));

        Assert.Contains("99.1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restore_APathThatLeadsOut_IsRefused()
    {
        await using var world = await BackupWorld.StartAsync(recordings: 0);
        var backup = world.Backup();
        File.Delete(Path.Combine(backup.Path, BackupManifest.FileName));
        (backup.Manifest with { Files = [.. backup.Manifest.Files, new BackupFile("../outside", 0, "")] }).Write(backup.Path);

        Assert.Contains("../outside", Assert.Throws<BackupException>(() => world.Restore(backup.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retention_Always_KeepsTheNewestAndTheFirstOfEachMonth()
    {
        await using var world = await BackupWorld.StartAsync(recordings: 0);
        var made = world.Backup();
        var log = made.Manifest.LogId!;
        var now = new DateTime(2026, 5, 20, 12, 0, 0, DateTimeKind.Utc);
        foreach (var (day, of) in new[] { ("20260519", log), ("20260507", log), ("20260506", log), ("20260501", log), ("20260402", log), ("20260401", log), ("20250301", log), ("20260505", "another log") })
        {
            var path = Directory.CreateDirectory(Path.Combine(world.Folder, $"superfone-{day}T023000Z")).FullName;
            (made.Manifest with { LogId = of, CreatedUtc = DateTime.ParseExact(day, "yyyyMMdd", null).AddHours(2) }).Write(path);
        }

        Directory.Delete(made.Path, recursive: true);
        Directory.CreateDirectory(Path.Combine(world.Folder, "superfone-20200101T000000Z"));

        BackupRetention.Apply(world.Folder, log, 14, now);

        Assert.Equal(
            ["20200101", "20250301", "20260401", "20260501", "20260505", "20260507", "20260519"],
            world.Names.Select(name => name["superfone-".Length..][..8]));
        BackupRetention.Apply(world.Folder, log, 1, now.AddYears(10));
        Assert.Contains(world.Names, name => name.Contains("20260519", StringComparison.Ordinal));
    }

    private static WrittenBackup Write(BackupWorld world, string folder, IProgress<double>? progress = null) =>
        Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<BackupWriter>(world.Dashboard.Services).Write(new BackupOrder(folder), progress, TestContext.Current.CancellationToken);

    private static void Flip(string path)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
    }
}
