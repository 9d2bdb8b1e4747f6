using Superfone.Dashboard.Tests.Api;
using Superfone.Dashboard.Tests.Operations.Commands;
using Superfone.Dashboard.Tests.Upgrade;

namespace Superfone.Dashboard.Tests.Storage.Primary.Bodies;

[OnlySqlite("data of an older version")]
public sealed class BodyConversionTests
{
    [Fact]
    public async Task Start_OnAnOlderVersionsLog_CompressesItsBodiesAndChangesNone()
    {
        using var folder = CommandFolder.CreateEmpty();
        DataFolder.Copy("0.1.0", folder.Data);
        var before = folder.Read("SELECT CAST(Body AS TEXT) FROM Deliveries ORDER BY Id");
        var sizes = folder.Read("SELECT Id || ' ' || SizeBytes || ' ' || hex(Hash) FROM Deliveries");
        await using (var dashboard = await RunningDashboard.StartAsync(new Dictionary<string, string?> { ["Superfone:Data:Directory"] = folder.Data }))
            await WaitAsync(folder);

        Assert.Equal(before, folder.ReadBodies());
        Assert.Equal(sizes, folder.Read("SELECT Id || ' ' || SizeBytes || ' ' || hex(Hash) FROM Deliveries"));
        Assert.Empty(folder.Read("SELECT Id FROM Deliveries WHERE Dictionary IS NULL AND SizeBytes > 100"));
        Assert.Equal("1", Assert.Single(folder.Read("SELECT SUM(LENGTH(Body)) * 2 < SUM(SizeBytes) FROM Deliveries")));
    }

    [Fact]
    public async Task Start_AfterAKillDuringTheConversion_GoesOn()
    {
        using var folder = await CommandFolder.CreateAsync(Payload.AnsweredCall(1));
        folder.Change(
            "superfone.db",
            """
            UPDATE Settings SET Value = '300' WHERE Name = 'BodiesConverted';
            WITH RECURSIVE Numbers (N) AS (VALUES (2) UNION ALL SELECT N + 1 FROM Numbers WHERE N < 900)
            INSERT INTO Deliveries (Id, ReceivedUtc, Status, SizeBytes, Body)
            SELECT N, 0, 3, 300, CAST(substr(printf('%d %0300d', N, 0), 1, 300) AS BLOB) FROM Numbers
            """);
        await using (var dashboard = await RunningDashboard.StartAsync(new Dictionary<string, string?> { ["Superfone:Data:Directory"] = folder.Data }))
            await WaitAsync(folder);

        Assert.Equal(["299", "2", "300"], folder.Read("SELECT COUNT(*) FROM Deliveries WHERE Dictionary IS NULL UNION ALL SELECT MIN(Id) FROM Deliveries WHERE Dictionary IS NULL UNION ALL SELECT MAX(Id) FROM Deliveries WHERE Dictionary IS NULL"));
        Assert.All(folder.ReadBodies().Skip(1).Index(), body => Assert.StartsWith($"{body.Index + 2} 0000", body.Item, StringComparison.Ordinal));
    }

    private static Task WaitAsync(CommandFolder folder) => ApiDashboard.WaitAsync(() => Task.FromResult(
        folder.Read("SELECT COUNT(*) FROM Settings WHERE Name = 'BodiesConverted' AND Value = '9223372036854775807'").Single() == "1"));
}
