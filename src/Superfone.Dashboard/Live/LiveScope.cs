using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.ReadModels.Tasks;

namespace Superfone.Dashboard.Live;

/// <summary>Limits updates to what their reader may see.</summary>
public sealed class LiveScope(CallQueries calls, ContactQueries contacts, TaskQueries tasks, FollowUpQueries followUps)
{
    /// <summary>
    /// An update as somebody sees it; for those who see everything, the same instance. For others its items are read again through their
    /// <see cref="Visibility"/>, so that a change reveals no more than a list does.
    /// </summary>
    /// <param name="update">The update with all items.</param>
    /// <param name="visibility">What they see.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async ValueTask<LiveUpdate> OfAsync(LiveUpdate update, Visibility visibility, CancellationToken cancellation = default)
    {
        if (visibility.IsEverything || update.IsReload || update.Count == 0)
            return update;
        return new LiveUpdate
        {
            Calls = await ReadAsync(update.Calls, call => call.CdrId, calls.ByIdsAsync),
            RemovedCalls = update.RemovedCalls,
            Contacts = await ReadAsync(update.Contacts, contact => contact.ContactId, contacts.ByIdsAsync),
            Tasks = await ReadAsync(update.Tasks, task => task.TaskId, tasks.ByIdsAsync),
            FollowUps = await ReadAsync(update.FollowUps, followUp => followUp.Id, followUps.ByIdsAsync),
            RemovedFollowUps = [.. Removed(update, visibility)],
        };

        async Task<IReadOnlyList<T>> ReadAsync<T>(
            IReadOnlyList<T> items, Func<T, long> idOf, Func<Visibility, IReadOnlyCollection<long>, CancellationToken, Task<IReadOnlyList<T>>> byIds) =>
            items.Count == 0 ? [] : await byIds(visibility, [.. items.Select(idOf)], cancellation);
    }

    // Whose number it was cannot be looked up any more. A follow-up that has ended disappears from those who see only open ones.
    private static IEnumerable<RemovedFollowUp> Removed(LiveUpdate update, Visibility visibility)
    {
        var removed = update.RemovedFollowUps.Select(followUp => followUp with { Phone = visibility.LimitsRows ? "" : NumberMask.Of(followUp.Phone) });
        return visibility.SeesOwnCallsOnly
            ? removed.Concat(update.FollowUps.Where(followUp => followUp.State != FollowUpState.Open).Select(followUp => new RemovedFollowUp(followUp.Id, "")))
            : removed;
    }
}
