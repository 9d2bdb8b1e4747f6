using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.FollowUps;

/// <summary>Reads the follow-ups of callers who were missed in a range of time.</summary>
public sealed class MissedCallerQueries(IDbContextFactory<ReadModelContext> contexts, FollowUpItems items)
{
    /// <summary>The callers who were missed in a range of time and with whom nobody has talked since, longest waiting first.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="from">The first instant, UTC.</param>
    /// <param name="to">The instant after the last, UTC.</param>
    /// <param name="limit">The maximum number of items.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<WaitingCallers> WaitingAsync(Visibility visibility, DateTime from, DateTime to, int limit, CancellationToken cancellation = default)
    {
        var (first, end) = (SortKey.First(from), SortKey.First(to));
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var waiting = readModel.FollowUps.AsNoTracking()
            .Where(followUp => followUp.State == FollowUpState.Open && followUp.Id < end && followUp.LastMissedKey >= first)
            .Where(followUp => readModel.Calls.Any(call => call.PhoneKey == followUp.PhoneKey && call.SortKey >= first && call.SortKey < end && call.Missed));
        return new WaitingCallers(
            await waiting.CountAsync(cancellation),
            await items.LoadAsync(readModel, waiting.OrderBy(followUp => followUp.Id).Take(limit), cancellation));
    }

    /// <summary>The callers to whom somebody talked again in a range of time, longest wait first.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="from">The first instant, UTC.</param>
    /// <param name="to">The instant after the last, UTC.</param>
    /// <param name="limit">The maximum number of items.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<IReadOnlyList<FollowUpItem>> SlowestAsync(Visibility visibility, DateTime from, DateTime to, int limit, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var slowest = Returned(readModel, from, to).OrderByDescending(followUp => followUp.SecondsToReturn).ThenBy(followUp => followUp.Id);
        return await items.LoadAsync(readModel, slowest.Take(limit), cancellation);
    }

    /// <summary>The callers with whom an agent talked again in a range of time, the latest first.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="agentKey">The agent's number as a key.</param>
    /// <param name="from">The first instant, UTC.</param>
    /// <param name="to">The instant after the last, UTC.</param>
    /// <param name="limit">The maximum number of items.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<IReadOnlyList<FollowUpItem>> ReturnedByAsync(
        Visibility visibility, string agentKey, DateTime from, DateTime to, int limit, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        return await items.LoadAsync(readModel, ReturnedBy(Returned(readModel, from, to), agentKey).Take(limit), cancellation);
    }

    /// <summary>The follow-ups of unmarked numbers whose returning call is in a range of time: it is their last step.</summary>
    internal static IQueryable<FollowUp> Returned(ReadModelContext readModel, DateTime from, DateTime to)
    {
        var (first, end) = (SortKey.First(from), SortKey.First(to));
        return readModel.FollowUps.AsNoTracking()
            .Where(followUp => followUp.State == FollowUpState.Returned && followUp.Mark == null && followUp.LastStepKey >= first && followUp.LastStepKey < end);
    }

    /// <summary>The follow-ups among these that an agent returned, the latest first.</summary>
    internal static IQueryable<FollowUp> ReturnedBy(IQueryable<FollowUp> returned, string agentKey) =>
        returned.Where(followUp => followUp.LastAgentKey == agentKey).OrderByDescending(followUp => followUp.LastStepKey);
}
