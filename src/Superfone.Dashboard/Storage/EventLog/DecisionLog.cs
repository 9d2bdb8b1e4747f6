using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Storage.EventLog;

/// <summary>Appends users' decisions to the log.</summary>
public sealed class DecisionLog(IEventLog log, PrimaryWriter writer, TimeProvider time)
{
    /// <summary>Appends a decision; its position is right after the deliveries that are in the log by then.</summary>
    /// <param name="kind">The kind of decision.</param>
    /// <param name="subject">See <see cref="Decision.Subject"/>.</param>
    /// <param name="cdrId">The call that a summary was linked to, or unlinked from.</param>
    /// <param name="note">See <see cref="Decision.Note"/>.</param>
    /// <param name="decidedBy">A user's email or an API token's name.</param>
    /// <returns>The decision's id, once it is durable.</returns>
    /// <exception cref="System.Data.Common.DbException">The decision was not stored.</exception>
    public Task<long> AppendAsync(DecisionKind kind, string subject, long? cdrId, string? note, string decidedBy) =>
        writer.RunAsync(() => Append(kind, subject, cdrId, note, decidedBy));

    private long Append(DecisionKind kind, string subject, long? cdrId, string? note, string decidedBy)
    {
        var id = log.Append(new Decision
        {
            AtUtc = time.GetUtcNow().UtcDateTime,
            Kind = kind,
            Subject = subject,
            CdrId = cdrId,
            Note = note,
            DecidedBy = decidedBy,
        });
        log.Notify();
        return id;
    }
}
