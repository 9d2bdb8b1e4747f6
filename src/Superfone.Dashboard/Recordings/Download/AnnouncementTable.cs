using System.Globalization;
using Microsoft.Data.Sqlite;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.Changes;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Events;

namespace Superfone.Dashboard.Recordings.Download;

/// <summary>A recording that a delivery announced.</summary>
/// <param name="CdrId">The call.</param>
/// <param name="DeliveryId">The delivery.</param>
/// <param name="ExpiresUtc">When the URL ends, UTC.</param>
internal sealed record Announcement(long CdrId, long DeliveryId, DateTime ExpiresUtc);

/// <summary>
/// Turns announcements in the log into places in the queue. How far the log was read is kept in the same transaction as the rows,
/// so that none is missed; reading one again changes nothing.
/// </summary>
internal sealed class AnnouncementTable(PrimaryFile file, ChangeFeed feed, RecordingSignal signal, TimeProvider time)
{
    /// <summary>Name of the setting that says up to which delivery the log was read.</summary>
    public const string Checkpoint = "RecordingCheckpoint";

    private static readonly string CallEvents =
        string.Join(", ", EventRegistry.All.Where(definition => definition.Subject == EventSubject.Call).Select(definition => $"'{definition.Name}'"));

    /// <summary>The delivery up to which the log was surely read.</summary>
    public long ReadCheckpoint()
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT Value FROM Settings WHERE Name = '{Checkpoint}'";
        return long.TryParse(command.ExecuteScalar() as string, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
    }

    /// <summary>Reads a piece of the log.</summary>
    /// <param name="after">The last delivery that was read before.</param>
    /// <param name="limit">How many deliveries at most.</param>
    /// <returns>The last delivery read, how many there were, and what they announced.</returns>
    public (long Last, int Count, List<Announcement> Found) ReadLog(long after, int limit)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            SELECT Id, ReceivedUtc, CASE WHEN Status = 0 AND Event IN ({CallEvents}) THEN Body END, Encoding
            FROM Deliveries WHERE Id > $after ORDER BY Id LIMIT $limit
            """;
        command.Parameters.AddWithValue("$after", after);
        command.Parameters.AddWithValue("$limit", limit);
        using var reader = command.ExecuteReader();
        List<Announcement> found = [];
        var (last, count) = (after, 0);
        for (; reader.Read(); count++)
        {
            last = reader.GetInt64(0);
            if (!reader.IsDBNull(2) && RecordingAnnouncement.Find(PackedBody.Read(reader.GetFieldValue<byte[]>(2), reader.IsDBNull(3) ? null : reader.GetString(3))) is { } announced)
                found.Add(new(announced.CdrId, last, RecordingUrl.ExpiresUtc(announced.Url, UtcMilliseconds.ToInstant(reader.GetInt64(1)))));
        }

        return (last, count, found);
    }

    /// <summary>
    /// Gives each announced recording its place, and keeps how far the log was read. A stored file stays as it is; in any other state
    /// a later URL takes the present one's place, unless it has ended already.
    /// </summary>
    /// <param name="announcements">In log order.</param>
    /// <param name="checkpoint">The last delivery that was read.</param>
    public void Keep(IReadOnlyCollection<Announcement> announcements, long checkpoint)
    {
        var now = time.GetUtcNow().UtcDateTime;
        using var transaction = new PrimaryTransaction(file);
        var calls = announcements.SelectMany(announced => transaction.Read(
            """
            INSERT INTO Recordings (CdrId, DeliveryId, Status, ExpiresUtc, Attempts)
            VALUES ($call, $delivery, CASE WHEN $expires > $now THEN 0 ELSE 4 END, $expires, 0)
            ON CONFLICT (CdrId) DO UPDATE SET
                DeliveryId = excluded.DeliveryId, ExpiresUtc = excluded.ExpiresUtc, Attempts = 0, NextAttemptUtc = NULL, Error = NULL,
                Status = CASE WHEN Status = 1 THEN 1 ELSE excluded.Status END
            WHERE Status <> 2 AND excluded.DeliveryId > DeliveryId AND (excluded.ExpiresUtc > $now OR excluded.ExpiresUtc >= ExpiresUtc)
            RETURNING CdrId
            """,
            row => row.GetInt64(0),
            ("$call", announced.CdrId), ("$delivery", announced.DeliveryId), ("$expires", announced.ExpiresUtc), ("$now", now))).ToList();
        transaction.Run(
            $"INSERT INTO Settings (Name, Value) VALUES ('{Checkpoint}', $value) ON CONFLICT (Name) DO UPDATE SET Value = excluded.Value",
            ("$value", checkpoint.ToString(CultureInfo.InvariantCulture)));
        transaction.Commit();
        if (calls.Count == 0)
            return;
        feed.Publish(calls.Distinct().Select(call => new Change(ChangeKind.Call, call)));
        signal.Notify();
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(file.ConnectionString);
        connection.Open();
        return connection;
    }
}
