using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.Decisions;

/// <summary>
/// Records users' notes on calls, and their tags. Each fails with a <see cref="PermissionDeniedException"/> for somebody who may not. When a
/// call returns, the read model usually includes the decision.
/// </summary>
public sealed class CallCommands(IDbContextFactory<ReadModelContext> contexts, DecisionLog log, ProjectionProgress progress, AuditLog audit)
{
    /// <summary>Adds a note.</summary>
    /// <param name="cdrId">The call.</param>
    /// <param name="text">The note.</param>
    /// <param name="by">Who writes it.</param>
    /// <param name="cancellation">Stops the wait; the decision remains stored.</param>
    public async Task<DecisionResult> NoteAsync(long cdrId, string text, Actor by, CancellationToken cancellation = default)
    {
        by.Require(Permission.WorkFollowUps);
        if (await FindAsync(cdrId, by, cancellation) is null)
            return DecisionResult.UnknownCall;
        await audit.WriteAsync(by, AuditAction.Note, $"call {cdrId}");
        return await AppendAsync(DecisionKind.NoteCall, cdrId, text, by, cancellation);
    }

    /// <summary>Replaces the tags.</summary>
    /// <param name="cdrId">The call.</param>
    /// <param name="tags">The tags, all of them; see <see cref="CallTags"/> for how many there may be and how long.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="cancellation">Stops the wait; the decision remains stored.</param>
    /// <exception cref="ArgumentException">There are too many tags, or one is too long.</exception>
    public async Task<DecisionResult> TagAsync(long cdrId, IReadOnlyList<string> tags, Actor by, CancellationToken cancellation = default)
    {
        by.Require(Permission.WorkFollowUps);
        var cleaned = CallTags.Clean(tags);
        if (CallTags.ProblemOf(cleaned) is not null)
            throw new ArgumentException("There are too many tags, or one is too long.", nameof(tags));
        if (await FindAsync(cdrId, by, cancellation) is not { } call)
            return DecisionResult.UnknownCall;
        if (cleaned.SequenceEqual(call.Tags ?? []))
            return DecisionResult.Shown;
        await audit.WriteAsync(by, AuditAction.Tag, $"call {cdrId}");
        return await AppendAsync(DecisionKind.TagCall, cdrId, CallTags.Write(cleaned), by, cancellation);
    }

    private async Task<Call?> FindAsync(long cdrId, Actor by, CancellationToken cancellation)
    {
        await using var readModel = await contexts.OpenAsync(by.Visibility with { MasksNumbers = false }, cancellation);
        return await readModel.Calls.AsNoTracking().SingleOrDefaultAsync(call => call.CdrId == cdrId, cancellation);
    }

    private async Task<DecisionResult> AppendAsync(DecisionKind kind, long cdrId, string? note, Actor by, CancellationToken cancellation) =>
        await DecisionMaker.ShownAsync(progress, await log.AppendAsync(kind, cdrId.ToString(CultureInfo.InvariantCulture), cdrId, note, by.Name), cancellation);
}
