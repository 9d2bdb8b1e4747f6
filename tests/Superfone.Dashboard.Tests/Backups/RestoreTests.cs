using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Storage.Backups;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Tests.Api;
using Superfone.Dashboard.Tests.Upgrade;

namespace Superfone.Dashboard.Tests.Backups;

public sealed class RestoreTests
{
    [Fact]
    public async Task Restored_Started_AnswersAsTheOriginalDid()
    {
        await using var world = await BackupWorld.StartAsync(new Dictionary<string, string?> { ["Superfone:Data:KeyCertificate"] = null }, DataFolder.Clock());
        await world.Api.PostAsync([.. DataFolderTraffic.Bodies("https://recordings.s3.amazonaws.com/a.mp3"), Payload.MissedCall(20), Payload.Summary()]);
        var before = await DataFolder.AnswersAsync(world.Api);
        var backup = world.Backup(BackupWorld.Passphrase);
        var restored = world.Restore(backup.Path, BackupWorld.Passphrase);

        await using var copy = await StartAsync(restored.Path);
        var now = await DataFolder.AnswersAsync(copy);

        Assert.Equal(before.Select(answer => answer.Key), now.Select(answer => answer.Key));
        Assert.All(before, answer => Assert.True(JsonNode.DeepEquals(answer.Value, now[answer.Key]), answer.Key));
        foreach (var call in new[] { 1, 2, 3 })
            Assert.Equal(await RecordingAsync(world.Dashboard, call), await RecordingAsync(copy.Dashboard, call));
    }

    [Fact]
    public async Task Restored_IsALogOfItsOwnAndNobodyIsSignedIn()
    {
        await using var world = await BackupWorld.StartAsync();
        using var owner = await world.Dashboard.SignInAsync();
        var backup = world.Backup();
        var restored = world.Restore(backup.Path);

        await using var copy = await StartAsync(restored.Path);

        await using var primary = await copy.Dashboard.Services.GetRequiredService<IDbContextFactory<PrimaryContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        Assert.Empty(await primary.Sessions.ToListAsync(TestContext.Current.CancellationToken));
        var id = (await primary.Settings.SingleAsync(setting => setting.Name == SettingStore.LogId, TestContext.Current.CancellationToken)).Value;
        Assert.True(Guid.TryParse(id, out _));
        Assert.NotEqual(backup.Manifest.LogId, id);
        using var again = await copy.Dashboard.SignInAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Restored_WhoWasErasedSince_IsErasedAgain(bool isFolderLost)
    {
        Assert.SkipWhen(!isFolderLost && TestStore.IsPostgres, "Only SQLite: the folder has superfone.db");
        var backups = Directory.CreateTempSubdirectory("superfone-backups-").FullName;
        await using var world = await BackupWorld.StartAsync(new Dictionary<string, string?> { ["Superfone:Backup:Directory"] = isFolderLost ? backups : null });
        await world.Api.PostAsync(Payload.Contact(12345), Payload.Contact(12346, "+918000000077", "Bala"));
        var backup = world.Dashboard.Services.GetRequiredService<BackupWriter>().Write(new BackupOrder(backups), null, TestContext.Current.CancellationToken);
        await EraseAsync(world.Dashboard, 12345);
        if (isFolderLost)
            await ApiDashboard.WaitAsync(() => Task.FromResult(Directory.GetFiles(backups, "erasures-*.json").Length == 1));

        var restored = world.Restore(backup.Path, erasuresOf: isFolderLost ? null : world.Dashboard.DataDirectory);

        Assert.Equal(1, restored.Erasures);
        await using var copy = await StartAsync(restored.Path);
        await ApiDashboard.WaitAsync(async () =>
        {
            using var gone = await copy.Client.GetAsync("/api/v1/contacts/12345", TestContext.Current.CancellationToken);
            return gone.StatusCode == HttpStatusCode.NotFound;
        });
        Assert.Equal("Bala", (await copy.GetAsync("contacts/12346"))["firstName"]!.GetValue<string>());

        // What is received from now on is new, even if its number in the log was given before.
        await copy.PostAsync(Payload.Contact(12345, name: "Asha again"));
        Assert.Equal("Asha again", (await copy.GetAsync("contacts/12345"))["firstName"]!.GetValue<string>());
        Directory.Delete(backups, recursive: true);
    }

    [Fact]
    public async Task Restored_ErasesSomebody_ARestoreOfTheFormerLogErasesThemAsWell()
    {
        await using var world = await BackupWorld.StartAsync(recordings: 0);
        await world.Api.PostAsync(Payload.Contact(12345), Payload.Contact(12346, "+918000000077", "Bala"));
        var backup = world.Backup();
        var restored = world.Restore(backup.Path);
        Assert.Contains("erasures-", Assert.Single(restored.Problems), StringComparison.Ordinal);
        await using (var copy = await StartAsync(restored.Path))
        {
            // Each log gives the same id to its erasure.
            await EraseAsync(world.Dashboard, 12345);
            await EraseAsync(copy.Dashboard, 12346);
            world.Dashboard.Services.GetRequiredService<ErasureList>().Write(world.Folder);
            copy.Dashboard.Services.GetRequiredService<ErasureList>().Write(world.Folder);
        }

        var again = world.Restore(backup.Path, name: "again");

        Assert.Equal(2, again.Erasures);
        Assert.Empty(again.Problems);
        await using var primary = new PrimaryContext(new DbContextOptionsBuilder<PrimaryContext>().UseSqlite($"Data Source={Path.Combine(again.Path, "superfone.db")};Pooling=False").Options);
        Assert.Equal([12345, 12346], await primary.Erasures.Select(erasure => erasure.ContactId).Order().ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    [OnlySqlite("the copy from before an upgrade")]
    public async Task Erasure_ThatIsDone_HasDeletedTheBackupsFromBeforeUpgrades()
    {
        await using var world = await BackupWorld.StartAsync(recordings: 0);
        await world.Api.PostAsync(Payload.Contact(12345));
        world.Dashboard.Services.GetRequiredService<UpgradeBackup>().Make();
        var backups = world.FileOf("backups");
        Assert.Single(Directory.GetDirectories(backups));

        await EraseAsync(world.Dashboard, 12345);

        await ApiDashboard.WaitAsync(() => Task.FromResult(Directory.GetDirectories(backups).Length == 0));
    }

    private static async Task EraseAsync(RunningDashboard dashboard, long contactId)
    {
        using var owner = dashboard.CreateClient(Roles.Owner);
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/api/v1/contacts/{contactId}?when=now") { Headers = { { "X-Requested-With", "superfone" } } };
        using var reply = await owner.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, reply.StatusCode);
    }

    private static async Task<ApiDashboard> StartAsync(string folder)
    {
        // What was restored is superfone.db, whichever store it came from.
        var sqlite = new Dictionary<string, string?> { ["Superfone:Storage:Provider"] = null, ["Superfone:Storage:ConnectionString"] = null };
        var copy = new ApiDashboard(await RunningDashboard.StartAsync(sqlite, DataFolder.Clock(), builder =>
        {
            Directory.Delete(builder.Configuration["Superfone:Data:Directory"]!);
            Directory.Move(folder, builder.Configuration["Superfone:Data:Directory"]!);
        }));
        await ApiDashboard.WaitAsync(async () => await copy.GetAsync("projection") is var at && at["projectedDeliveryId"]!.GetValue<long>() == at["lastDeliveryId"]!.GetValue<long>());
        return copy;
    }

    private static async Task<string> RecordingAsync(RunningDashboard dashboard, long cdrId)
    {
        using var client = dashboard.CreateClient(Roles.Manager);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/calls/{cdrId}/recording") { Headers = { Range = new RangeHeaderValue(0, null) } };
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        return Convert.ToBase64String(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }
}
