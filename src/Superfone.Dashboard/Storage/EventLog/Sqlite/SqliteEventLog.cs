using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Storage.EventLog.Sqlite;

/// <summary>The log in <c>superfone.db</c>. SQLite has one write lock for the file, so ids follow the order of commits.</summary>
public sealed class SqliteEventLog(PrimaryFile file, DeliverySignal signal) : IEventLog
{
    /// <inheritdoc/>
    public IEventLogWriter OpenWriter(TimeSpan duplicateWindow) => new SqliteLogWriter(file, duplicateWindow);

    /// <inheritdoc/>
    public IEventLogReader OpenReader() => new SqliteLogReader(file.ConnectionString);

    /// <inheritdoc/>
    public long Append(Decision decision)
    {
        using var transaction = new PrimaryTransaction(file);
        var id = Insert(transaction, decision);
        transaction.Commit();
        return id;
    }

    /// <inheritdoc/>
    public long? AppendUnlessDecided(IReadOnlyList<Decision> decisions, long known, bool ofAnySubject)
    {
        using var transaction = new PrimaryTransaction(file);
        var later = transaction.Read(
            "SELECT Subject FROM Decisions WHERE Id > $known AND Kind = $kind", row => row.GetString(0), ("$known", known), ("$kind", decisions[0].Kind));
        if (ofAnySubject ? later.Count > 0 : decisions.Any(decision => later.Contains(decision.Subject)))
            return null;
        long? last = null;
        foreach (var decision in decisions)
            last = Insert(transaction, decision);
        transaction.Commit();
        return last;
    }

    /// <inheritdoc/>
    public DeliveryWaiter Listen() => signal.Listen();

    /// <inheritdoc/>
    public void Notify() => signal.Notify();

    // The last id that was given, even if that delivery has been erased: the places of decisions never go back.
    private static long Insert(PrimaryTransaction transaction, Decision decision) => transaction.Read(
        """
        INSERT INTO Decisions (AfterDeliveryId, AtUtc, Kind, Subject, CdrId, Note, DecidedBy)
        VALUES (coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'Deliveries'), 0), $at, $kind, $subject, $cdrId, $note, $decidedBy)
        RETURNING Id
        """,
        row => row.GetInt64(0),
        ("$at", decision.AtUtc), ("$kind", decision.Kind), ("$subject", decision.Subject), ("$cdrId", decision.CdrId), ("$note", decision.Note),
        ("$decidedBy", decision.DecidedBy)).Single();
}
