using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.FollowUps;

/// <summary>Reads how missed callers of a span of time were followed up.</summary>
public sealed class MissedCallerQueries(IDbContextFactory<ReadModelContext> contexts)
{
    /// <summary>Those who were missed in a span and with whom nobody has talked since, as of now; who has waited longest comes first.</summary>
    /// <param name="from">The span's first instant, UTC.</param>
    /// <param name="to">The instant after its last, UTC.</param>
    /// <param name="limit">The most items.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<WaitingCallers> WaitingAsync(DateTime from, DateTime to, int limit, CancellationToken cancellation = default)
    {
        var (first, end) = (SortKey.First(from), SortKey.First(to));
        await using var readModel = await contexts.CreateDbContextAsync(cancellation);
        var waiting = readModel.FollowUps.AsNoTracking()
            .Where(followUp => followUp.State == FollowUpState.Open && followUp.Id < end && followUp.LastMissedKey >= first)
            .Where(followUp => readModel.Calls.Any(call => call.PhoneKey == followUp.PhoneKey && call.SortKey >= first && call.SortKey < end && call.Missed));
        return new WaitingCallers(
            await waiting.CountAsync(cancellation),
            await FollowUpQueries.LoadAsync(readModel, waiting.OrderBy(followUp => followUp.Id).Take(limit), cancellation));
    }

    /// <summary>Those who were talked to again in a span, who had waited longest first.</summary>
    /// <param name="from">The span's first instant, UTC.</param>
    /// <param name="to">The instant after its last, UTC.</param>
    /// <param name="limit">The most items.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<IReadOnlyList<FollowUpItem>> SlowestAsync(DateTime from, DateTime to, int limit, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.CreateDbContextAsync(cancellation);
        var slowest = Returned(readModel, from, to).OrderByDescending(followUp => followUp.SecondsToReturn).ThenBy(followUp => followUp.Id);
        return await FollowUpQueries.LoadAsync(readModel, slowest.Take(limit), cancellation);
    }

    /// <summary>Those with whom an agent talked again in a span, the last first.</summary>
    /// <param name="agentKey">The agent's number as a key.</param>
    /// <param name="from">The span's first instant, UTC.</param>
    /// <param name="to">The instant after its last, UTC.</param>
    /// <param name="limit">The most items.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<IReadOnlyList<FollowUpItem>> ReturnedByAsync(
        string agentKey, DateTime from, DateTime to, int limit, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.CreateDbContextAsync(cancellation);
        return await FollowUpQueries.LoadAsync(readModel, ReturnedBy(Returned(readModel, from, to), agentKey).Take(limit), cancellation);
    }

    /// <summary>The follow-ups of unmarked numbers whose returning call lies in a span: it is their last step.</summary>
    internal static IQueryable<FollowUp> Returned(ReadModelContext readModel, DateTime from, DateTime to)
    {
        var (first, end) = (SortKey.First(from), SortKey.First(to));
        return readModel.FollowUps.AsNoTracking()
            .Where(followUp => followUp.State == FollowUpState.Returned && followUp.Mark == null && followUp.LastStepKey >= first && followUp.LastStepKey < end);
    }

    /// <summary>Those of them that an agent returned, the last first.</summary>
    internal static IQueryable<FollowUp> ReturnedBy(IQueryable<FollowUp> returned, string agentKey) =>
        returned.Where(followUp => followUp.LastAgentKey == agentKey).OrderByDescending(followUp => followUp.LastStepKey);
}
