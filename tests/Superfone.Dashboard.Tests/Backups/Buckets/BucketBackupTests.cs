using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Configuration.Backups;
using Superfone.Dashboard.Operations.Backups;
using Superfone.Dashboard.Storage.Backups;

namespace Superfone.Dashboard.Tests.Backups.Buckets;

/// <summary>Backups in a bucket of an S3 store.</summary>
public sealed class BucketBackupTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(BackupWorld.Passphrase)]
    public async Task Backup_IntoABucket_IsRestoredAsItWas(string? passphrase)
    {
        await using var bucket = await BucketWorld.StartAsync();

        var backup = bucket.Backup(passphrase);

        Assert.Matches($"^{BucketWorld.Place}/superfone-[0-9]{{8}}T[0-9]{{6}}Z$", backup.Path);
        Assert.Equal([backup.Path], bucket.Backups);
        Assert.Equal(passphrase is null, bucket.Server.Objects.Values.Any(IsDatabase));
        Assert.DoesNotContain(Directory.GetFiles(bucket.World.Dashboard.DataDirectory), file => file.Contains("copy", StringComparison.Ordinal));
        var restored = bucket.World.Restore(backup.Path, passphrase);
        Assert.Equal(BackupWorld.Hashes(bucket.World.FileOf("recordings")), BackupWorld.Hashes(Path.Combine(restored.Path, "recordings")));
        using var database = DatabaseCopy.OpenCopy(Path.Combine(restored.Path, "superfone.db"));
        Assert.Equal(4, PrimaryFacts.Read(database).LastDeliveryId);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(BackupWorld.Passphrase)]
    public async Task Backup_AfterAnother_SendsOnlyWhatIsNew(string? passphrase)
    {
        await using var bucket = await BucketWorld.StartAsync();
        bucket.Backup(passphrase);
        await bucket.World.StoreAsync(3);

        var second = bucket.Backup(passphrase);

        Assert.Equal(3, second.Manifest.Files.Count(file => file.Path.EndsWith(".mp3", StringComparison.Ordinal)));
        Assert.True(second.WrittenBytes < second.Manifest.SizeBytes - 150_000, "The recordings were sent again.");
    }

    [Theory]
    [InlineData("/files/", 403, "AccessDenied", "refuses access: 403 AccessDenied", null)]
    [InlineData("/manifest.json", 500, "InternalError", "fails: 500 InternalError", null)]
    [InlineData("/manifest.json", 500, "InternalError", "fails: 500 InternalError", BackupWorld.Passphrase)]
    public async Task Backup_TheStoreFailsInTheMiddle_IsNoBackupAndLeavesOnlyWhatOthersMayShare(string at, int status, string code, string sentence, string? passphrase)
    {
        await using var bucket = await BucketWorld.StartAsync();
        var sent = 0;
        bucket.Server.Fault = async context =>
        {
            if (context.Request.Method != "PUT" || !context.Request.Path.Value!.Contains(at, StringComparison.Ordinal) || (at == "/files/" && ++sent < 3))
                return false;
            context.Response.StatusCode = status;
            await context.Response.WriteAsync($"<Error><Code>{code}</Code></Error>", TestContext.Current.CancellationToken);
            return true;
        };

        var error = Assert.Throws<BackupException>(() => bucket.Backup(passphrase));

        Assert.StartsWith($"The backup in '{BucketWorld.Place}' failed", error.Message, StringComparison.Ordinal);
        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
        Assert.Empty(bucket.Backups);
        Assert.Equal(passphrase is null, bucket.Files.Count > 0);
        Assert.DoesNotContain(bucket.Server.Objects.Values, IsDatabase);
        Assert.DoesNotContain(Directory.GetFiles(bucket.World.Dashboard.DataDirectory), file => file.Contains("copy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Backup_FailsWhileAnotherIsMade_TakesNothingFromIt()
    {
        await using var bucket = await BucketWorld.StartAsync();
        WrittenBackup? other = null;
        var isBegun = 0;
        bucket.Server.Fault = async context =>
        {
            if (context.Request.Method != "PUT" || !context.Request.Path.Value!.EndsWith("/manifest.json", StringComparison.Ordinal))
                return false;
            if (Interlocked.Exchange(ref isBegun, 1) == 0)
                other = await Task.Run(() => bucket.Backup());
            else if (other is null)
                return false;
            context.Response.StatusCode = 403;
            await context.Response.WriteAsync("<Error><Code>AccessDenied</Code></Error>", TestContext.Current.CancellationToken);
            return true;
        };

        Assert.Throws<BackupException>(() => bucket.Backup());

        Assert.Equal([other!.Path], bucket.Backups);
        AssertWhole(bucket);
    }

    [Fact]
    public async Task Backup_TwoOfTheSameSecond_GetNamesOfTheirOwnAndAThirdDeletesNone()
    {
        await using var bucket = await BucketWorld.StartAsync(recordings: 1);
        var manifest = bucket.Backup().Manifest;
        var (place, at) = (bucket.World.Places.At(BucketWorld.Place), DateTime.UtcNow.AddDays(1));

        using (place.Begin(BackupOrder.DefaultPrefix, at))
        {
            using var one = place.Begin(BackupOrder.DefaultPrefix, at);
            using var two = place.Begin(BackupOrder.DefaultPrefix, at);
            Assert.NotEqual(one.Complete(manifest, null), two.Complete(manifest, null));
        }

        Assert.Equal(3, bucket.Backups.Count);
        AssertWhole(bucket);
    }

    [Fact]
    public async Task Backup_AStoreThatHasLostARecording_SendsItAgain()
    {
        await using var bucket = await BucketWorld.StartAsync();
        var key = BucketWorld.RecordingOf(bucket.Backup().Manifest, out _);
        bucket.Server.Lose(key);

        var second = bucket.Backup();

        Assert.Contains(key, bucket.Files);
        Assert.Contains("damaged in the backup before", Assert.Single(second.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restore_DamagedOrMissingObjects_AreRefusedOrLeftOutAndNamed()
    {
        await using var bucket = await BucketWorld.StartAsync();
        var backup = bucket.Backup();
        bucket.Flip(BucketWorld.RecordingOf(backup.Manifest, out var damaged));

        Assert.Contains(bucket.World.Restore(backup.Path).Problems, problem => problem.Contains($"'{damaged}'", StringComparison.Ordinal));

        bucket.Flip($"office/files/{backup.Manifest.Files.Single(file => file.Path == "superfone.db").Sha256}");
        Assert.Contains("'superfone.db'", Assert.Throws<BackupException>(() => bucket.World.Restore(backup.Path, name: "again")).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(bucket.World.Folder, "again")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Restore_TheStoreIsAwayMeanwhile_FailsAndLeavesNothing(bool isInTheMiddle)
    {
        await using var bucket = await BucketWorld.StartAsync(isImpatient: isInTheMiddle);
        var backup = bucket.Backup();
        var key = BucketWorld.RecordingOf(backup.Manifest, out _);
        var (bytes, asked) = (bucket.Server.Objects[key], 0);
        bucket.Server.Fault = async context =>
        {
            if (!context.Request.Path.Value!.EndsWith(key, StringComparison.Ordinal))
                return false;
            if (isInTheMiddle && ++asked == 1)
            {
                context.Response.StatusCode = 206;
                context.Response.Headers.ContentRange = $"bytes 0-{bytes.Length - 1}/{bytes.Length}";
                context.Response.ContentLength = bytes.Length;
                await context.Response.Body.WriteAsync(bytes.AsMemory(0, 20_000), TestContext.Current.CancellationToken);
                await context.Response.Body.FlushAsync(TestContext.Current.CancellationToken);
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            }

            context.Abort();
            return true;
        };

        var error = Assert.Throws<BackupException>(() => bucket.World.Restore(backup.Path));

        Assert.Contains("cannot be restored", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(bucket.World.Folder, "restored")));
    }

    [Fact]
    public async Task Retention_InABucket_DeletesOldBackupsWithTheFilesThatNoOtherShares()
    {
        await using var bucket = await BucketWorld.StartAsync(recordings: 1);
        List<WrittenBackup> made = [];
        for (var number = 0; number < 5; number++)
        {
            await bucket.World.Api.PostAsync(Payload.AnsweredCall(100 + number));
            made.Add(bucket.Backup());
        }

        var now = DateTime.UtcNow;
        foreach (var (index, backup) in made.Take(2).Index())
            Replace(bucket, backup, backup.Manifest with { CreatedUtc = new DateTime(now.Year, now.Month, 1, 0, 0, 0, DateTimeKind.Utc).AddMonths(-2).AddDays(index) });
        var (abandoned, beingSent) = ($"office/files/{new string('a', 64)}", $"office/files/{new string('b', 64)}");
        bucket.Server.Restore(abandoned, [1], now.AddDays(-8));
        bucket.Server.Restore(beingSent, [1], now.AddDays(-1));
        bucket.Server.Restore("office/files/of-somebody", [1], now.AddDays(-8));

        var deleted = BackupRetention.Apply(bucket.World.Places.At(BucketWorld.Place), made[0].Manifest.LogId!, 14, now);

        Assert.Equal([Path.GetFileName(made[1].Path)], deleted);
        Assert.Equal(made.Where(backup => backup != made[1]).Select(backup => backup.Path).Reverse(), bucket.Backups);
        AssertWhole(bucket);
        Assert.DoesNotContain($"office/files/{made[1].Manifest.Files.Single(file => file.Path == "superfone.db").Sha256}", bucket.Files);
        Assert.DoesNotContain(abandoned, bucket.Files);
        Assert.Contains(beingSent, bucket.Files);
        Assert.Contains("office/files/of-somebody", bucket.Files);
    }

    [Fact]
    public async Task Retention_BesideAManifestThatCannotBeRead_DeletesNoFile()
    {
        await using var bucket = await BucketWorld.StartAsync(recordings: 0);
        bucket.Backup();
        bucket.Server.Restore("office/superfone-20200101T000000Z/manifest.json", Encoding.UTF8.GetBytes("""{"format":99}"""));
        var file = $"office/files/{new string('a', 64)}";
        bucket.Server.Restore(file, [1], DateTime.UtcNow.AddDays(-30));

        Assert.Throws<BackupException>(() => bucket.World.Places.At(BucketWorld.Place).Delete([], DateTime.UtcNow));

        Assert.Contains(file, bucket.Files);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(BackupWorld.Passphrase)]
    public async Task Drill_FromABucket_FindsNothingUntilARecordingIsDamagedAndTheNextBackupMendsIt(string? passphrase)
    {
        await using var bucket = await BucketWorld.StartAsync(passphrase: passphrase);
        var (job, state) = (bucket.World.Dashboard.Services.GetRequiredService<BackupJob>(), bucket.World.Dashboard.Services.GetRequiredService<BackupState>());
        await RunAsync(job);
        Assert.Equal((null, null, 2), (state.LastFailure, state.LastDrill!.Finding, state.LastDrill.Recordings));
        Assert.StartsWith(BucketWorld.Place, state.LastTested, StringComparison.Ordinal);
        Assert.Empty(bucket.World.Restore(state.LastSuccess!.Path, passphrase).Problems); // The list of erasures is there.

        var manifest = BackupManifest.Read(bucket.World.Places.Open(state.LastSuccess.Path), out _);
        bucket.Flip(BucketWorld.RecordingOf(manifest, out var path));
        await RunAsync(job);
        Assert.Contains(path, state.LastDrill.Finding, StringComparison.Ordinal);
        await RunAsync(job);
        Assert.Null(state.LastDrill.Finding);
        Assert.Equal(3, (await job.ListAsync()).Count);
    }

    [Theory]
    [InlineData("s3://our-backups", true)]
    [InlineData("s3://our-backups/office/", true)]
    [InlineData("s3://Our_Backups", false)]
    [InlineData("s3://", false)]
    [InlineData("s3://our-backups/a//b", false)]
    [InlineData("s3://our-backups/../b", false)]
    [InlineData("s3://our-backups/recordings", false)]
    [InlineData("s3://our-backups/office/files", false)]
    [InlineData("s3://our-backups/files/office", false)]
    public void Place_InAStore_IsCheckedAtTheStart(string place, bool isValid)
    {
        var result = new BackupOptionsValidator().Validate(null, new BackupOptions { Directory = BackupOptions.Locate(place), At = default, Keep = 14, BeforeUpgrade = true });

        Assert.Equal(isValid, result.Succeeded);
        if (!isValid)
            Assert.Contains($"Superfone:Backup:Directory is '{place}'", result.FailureMessage, StringComparison.Ordinal);
    }

    private static Task RunAsync(BackupJob job) => job.RunAsync(drills: true, Actor.System);

    private static bool IsDatabase(byte[] bytes) => bytes.AsSpan().StartsWith(Encoding.ASCII.GetBytes("SQLite format"));

    private static void AssertWhole(BucketWorld bucket) => Assert.All(
        bucket.Backups, path => Assert.Empty(BackupReader.Open(bucket.World.Places.Open(path), null).Verify(null, null, TestContext.Current.CancellationToken)));

    // As if it had been made at another time.
    private static void Replace(BucketWorld bucket, WrittenBackup backup, BackupManifest manifest) =>
        bucket.Server.Restore($"{backup.Path[$"s3://{Recordings.Buckets.ObjectServer.Bucket}/".Length..]}/{BackupManifest.FileName}", manifest.Serialize(null).Manifest);
}
