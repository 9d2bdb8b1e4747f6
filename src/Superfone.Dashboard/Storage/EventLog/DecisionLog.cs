using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Storage.EventLog;

/// <summary>The append-only log of what people decided.</summary>
public sealed class DecisionLog(PrimaryFile file, PrimaryWriter writer, DeliverySignal signal, TimeProvider time)
{
    /// <summary>Appends a decision; it counts as made right after the deliveries that are in the log by then.</summary>
    /// <param name="kind">What was decided.</param>
    /// <param name="subject">What it is about: a summary's <c>cdr_uuid</c>, or a phone in E.164.</param>
    /// <param name="cdrId">The call that a summary was linked to, or unlinked from.</param>
    /// <param name="note">What the person noted.</param>
    /// <param name="decidedBy">A user's email or an API token's name.</param>
    /// <returns>The decision's id, once it is on the disk.</returns>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">Storage did not accept it.</exception>
    public Task<long> AppendAsync(DecisionKind kind, string subject, long? cdrId, string? note, string decidedBy) =>
        writer.RunAsync(() => Append(kind, subject, cdrId, note, decidedBy));

    private long Append(DecisionKind kind, string subject, long? cdrId, string? note, string decidedBy)
    {
        using var transaction = new PrimaryTransaction(file);
        var id = transaction.Read(
            """
            INSERT INTO Decisions (AfterDeliveryId, AtUtc, Kind, Subject, CdrId, Note, DecidedBy)
            VALUES ((SELECT coalesce(MAX(Id), 0) FROM Deliveries), $at, $kind, $subject, $cdrId, $note, $decidedBy)
            RETURNING Id
            """,
            row => row.GetInt64(0),
            ("$at", time.GetUtcNow().UtcDateTime), ("$kind", kind), ("$subject", subject), ("$cdrId", cdrId), ("$note", note), ("$decidedBy", decidedBy)).Single();
        transaction.Commit();
        signal.Notify();
        return id;
    }
}
