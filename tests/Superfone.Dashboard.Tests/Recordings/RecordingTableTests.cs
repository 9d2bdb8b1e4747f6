using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.Changes;
using Superfone.Dashboard.Storage.Nodes;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Recordings;
using Superfone.Dashboard.Storage.Primary.Sqlite;

namespace Superfone.Dashboard.Tests.Recordings;

public sealed class RecordingTableTests : IDisposable
{
    private static readonly SingleNode Alone = new();
    private static readonly DateTime Now = new(2026, 5, 15, 12, 0, 0, DateTimeKind.Utc);

    private readonly string _directory = Directory.CreateTempSubdirectory("superfone-").FullName;
    private readonly FakeTimeProvider _time = new(Now);
    private readonly PrimaryFile _file;
    private readonly ChangeFeed _feed = new();
    private readonly PrimaryChanges _changes;
    private readonly PrimaryWriter _writer = new();
    private readonly RecordingSignal _signal;
    private readonly AnnouncementTable _announcements;

    public RecordingTableTests()
    {
        _file = new PrimaryFile(new DataDirectory(Options.Create(new DataOptions { Directory = _directory })));
        MigratedDatabase.CopyTo(_file.Path);
        _changes = new PrimaryChanges(_feed, Alone);
        _signal = new RecordingSignal(_time, Alone);
        _announcements = new AnnouncementTable(_file, new SettingStore(_file, _writer), _changes, _signal, _time);
    }

    public void Dispose()
    {
        _writer.Dispose();
        _signal.Dispose();
        _changes.Dispose();
        _feed.Dispose();
        _file.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public void Claim_Next_IsFoundByTheIndexWithoutSorting()
    {
        using var connection = _file.OpenWriter();
        using var command = connection.CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {RecordingTable.Next}";
        command.Parameters.AddWithValue("$now", 1L);
        command.Parameters.AddWithValue("$latest", 2L);
        using var reader = command.ExecuteReader();
        List<string> plan = [];
        while (reader.Read())
            plan.Add(reader.GetString(3));

        Assert.Contains("INDEX IX_Recordings_ExpiresUtc", Assert.Single(plan), StringComparison.Ordinal);
    }

    [Fact]
    public void Save_TheSameAgain_ChangesNothingAndKeepsTheCheckpoint()
    {
        _announcements.Save([new(1, 10, Now.AddDays(7))], 12);
        _announcements.Save([new(1, 10, Now.AddDays(7))], 12);

        Assert.Equal((10, Now.AddDays(7)), Row(1));
        Assert.Equal(12, _announcements.ReadCheckpoint());
    }

    [Fact]
    public void Save_LaterDelivery_SuppliesItsUrlUnlessThatHasEnded()
    {
        _announcements.Save([new(1, 10, Now.AddDays(7)), new(2, 11, Now.AddDays(-7)), new(3, 12, Now.AddDays(7))], 12);
        _announcements.Save([new(1, 20, Now.AddDays(6)), new(2, 21, Now.AddDays(-6)), new(3, 22, Now.AddDays(-1)), new(1, 5, Now.AddDays(8))], 22);

        Assert.Equal((20, Now.AddDays(6)), Row(1));
        Assert.Equal((21, Now.AddDays(-6)), Row(2));
        Assert.Equal((12, Now.AddDays(7)), Row(3));
    }

    private (long DeliveryId, DateTime ExpiresUtc) Row(long cdrId)
    {
        using var transaction = new PrimaryTransaction(_file);
        return transaction.Read(
            "SELECT DeliveryId, ExpiresUtc FROM Recordings WHERE CdrId = $call",
            row => (row.GetInt64(0), UtcMilliseconds.ToInstant(row.GetInt64(1))),
            ("$call", cdrId)).Single();
    }
}
