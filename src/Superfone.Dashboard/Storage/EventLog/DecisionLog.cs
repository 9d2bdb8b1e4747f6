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
        writer.RunAsync(() =>
        {
            var id = log.Append(New(kind, subject, cdrId, note, decidedBy));
            log.Notify();
            return id;
        });

    /// <summary>Appends decisions of one kind together, unless others were made meanwhile; see <see cref="IEventLog.AppendUnlessDecided"/>.</summary>
    /// <param name="kind">The kind of decisions.</param>
    /// <param name="decisions">The subject and note of each; at least one.</param>
    /// <param name="known">The last decision of this kind that was known when they were made; 0 for none.</param>
    /// <param name="ofAnySubject">Whether a later decision on any subject prevents them.</param>
    /// <param name="decidedBy">A user's email or an API token's name.</param>
    /// <returns>The id of the last one, once they are durable; <see langword="null"/> if none was stored because of a later decision.</returns>
    /// <exception cref="System.Data.Common.DbException">None of them was stored.</exception>
    public Task<long?> AppendUnlessDecidedAsync(
        DecisionKind kind, IReadOnlyList<(string Subject, string? Note)> decisions, long known, bool ofAnySubject, string decidedBy) =>
        writer.RunAsync(() =>
        {
            var id = log.AppendUnlessDecided(
                [.. decisions.Select(decision => New(kind, decision.Subject, null, decision.Note, decidedBy))], known, ofAnySubject);
            log.Notify();
            return id;
        });

    private Decision New(DecisionKind kind, string subject, long? cdrId, string? note, string decidedBy) => new()
    {
        AtUtc = time.GetUtcNow().UtcDateTime,
        Kind = kind,
        Subject = subject,
        CdrId = cdrId,
        Note = note,
        DecidedBy = decidedBy,
    };
}
