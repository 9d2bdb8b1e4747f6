using Superfone.Events;

namespace Superfone.Dashboard.Storage.Primary.Erasures;

/// <summary>Counts and deletes what is older than it may become, in short transactions.</summary>
public sealed class RetentionTable(IPrimaryStore store)
{
    private const int PerTransaction = 200;

    // No state is computed from these. The last delivery stays, because the read model recognises the log by it.
    private const string Unused = "Status <> 0 AND ReceivedUtc < @before AND Id < (SELECT MAX(Id) FROM Deliveries)";
    private const string Spoken = "Status IN (0, 1) AND Event = @event AND ReceivedUtc < @before AND Id < (SELECT MAX(Id) FROM Deliveries)";
    private const string Stored = "Status = 2 AND Path IS NOT NULL AND StoredUtc < @before";

    private static readonly string SummaryEvent = EventNames.Of(EventKind.SummaryReady);

    /// <summary>Counts deliveries that no state is computed from.</summary>
    /// <param name="before">The time before which they were received, UTC.</param>
    public long CountBodies(DateTime before) => Count($"SELECT COUNT(*) FROM Deliveries WHERE {Unused}", before);

    /// <summary>Counts deliveries of summaries and transcripts.</summary>
    /// <param name="before">The time before which they were received, UTC.</param>
    public long CountTranscripts(DateTime before) => Count($"SELECT COUNT(*) FROM Deliveries WHERE {Spoken}", before);

    /// <summary>Counts files of recordings.</summary>
    /// <param name="before">The time before which they were stored, UTC.</param>
    public long CountRecordings(DateTime before) => Count($"SELECT COUNT(*) FROM Recordings WHERE {Stored}", before);

    /// <summary>Deletes some deliveries that no state is computed from.</summary>
    /// <param name="before">The time before which they were received, UTC.</param>
    /// <returns>How many were deleted; 0 once there are none.</returns>
    public int DeleteBodies(DateTime before) => Delete(Unused, before, isProjected: false);

    /// <summary>Deletes some deliveries of summaries and transcripts. An epoch of the log must begin once all are deleted, see <see cref="IsEpochDue"/>.</summary>
    /// <param name="before">The time before which they were received, UTC.</param>
    /// <returns>How many were deleted; 0 once there are none.</returns>
    public int DeleteTranscripts(DateTime before) => Delete(Spoken, before, isProjected: true);

    /// <summary>Whether an epoch of the log must begin, perhaps because an earlier run was killed before it.</summary>
    public bool IsEpochDue()
    {
        using var transaction = new PrimaryTransaction(store);
        return transaction.Read($"SELECT 1 FROM Settings WHERE Name = '{SettingStore.LogEpochDue}'", row => row.GetInt64(0)).Count > 0;
    }

    /// <summary>Some recordings whose files are too old.</summary>
    /// <param name="before">The time before which they were stored, UTC.</param>
    public IReadOnlyList<(long CdrId, string Path)> Recordings(DateTime before)
    {
        using var transaction = new PrimaryTransaction(store);
        return transaction.Read(
            $"SELECT CdrId, Path FROM Recordings WHERE {Stored} LIMIT {PerTransaction}", row => (row.GetInt64(0), row.GetString(1)), ("@before", before));
    }

    private long Count(string sql, DateTime before)
    {
        using var transaction = new PrimaryTransaction(store);
        return transaction.Read(sql, row => row.GetInt64(0), ("@before", before), ("@event", SummaryEvent)).Single();
    }

    private int Delete(string condition, DateTime before, bool isProjected)
    {
        using var transaction = new PrimaryTransaction(store);
        var count = transaction.Run(
            $"DELETE FROM Deliveries WHERE Id IN (SELECT Id FROM Deliveries WHERE {condition} LIMIT {PerTransaction})", ("@before", before), ("@event", SummaryEvent));
        if (count > 0)
        {
            transaction.Run("DELETE FROM DeliveryOrigins WHERE NOT EXISTS (SELECT 1 FROM Deliveries WHERE Id = DeliveryId)");
            LogErasure.MarkErased(transaction);
            if (isProjected)
                transaction.Run($"INSERT INTO Settings (Name, Value) VALUES ('{SettingStore.LogEpochDue}', '1') ON CONFLICT DO NOTHING");
        }

        transaction.Commit();
        return count;
    }
}
