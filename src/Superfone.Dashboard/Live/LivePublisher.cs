using Superfone.Dashboard.Configuration.Telemetry;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.ReadModels.Tasks;
using Superfone.Dashboard.Storage.Changes;

namespace Superfone.Dashboard.Live;

/// <summary>Loads changed items, once for all subscribers, and publishes them to the live feed.</summary>
public sealed class LivePublisher(
    ChangeFeed changes,
    LiveFeed feed,
    CallQueries calls,
    ContactQueries contacts,
    TaskQueries tasks,
    FollowUpQueries followUps,
    DeliveryQueries deliveries,
    FollowUpEnds ends,
    DeliveryTraces traces,
    ILogger<LivePublisher> logger) : BackgroundService
{
    private const int MostAtOnce = 500;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var taken = await changes.TakeAsync(stoppingToken);
            if (taken.Any(change => change.Kind is ChangeKind.FollowUp or ChangeKind.Everything))
                ends.Notify();
            try
            {
                await PublishAsync(taken, stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                // The read model may just have been swapped; subscribers reload.
                logger.LogError(error, "What has changed could not be loaded");
                feed.Publish(LiveUpdate.Reload);
            }
        }
    }

    private async Task PublishAsync(IReadOnlyCollection<Change> taken, CancellationToken cancellation)
    {
        if (taken.Any(change => change.Kind == ChangeKind.Everything))
        {
            feed.Publish(LiveUpdate.Reload);
            return;
        }

        foreach (var part in taken.Chunk(MostAtOnce))
        {
            if (!feed.HasSubscriptions)
                continue;
            var started = traces.Now;
            var update = await LoadAsync(part, cancellation);
            traces.Pass("publish delivery", update.Deliveries.Select(delivery => delivery.DeliveryId), started);
            feed.Publish(update);
        }
    }

    private async Task<LiveUpdate> LoadAsync(Change[] part, CancellationToken cancellation)
    {
        var loadedCalls = await LoadAsync<CallItem>(ChangeKind.Call, calls.ByIdsAsync);
        var loadedFollowUps = await LoadAsync<FollowUpItem>(ChangeKind.FollowUp, followUps.ByIdsAsync);
        return new LiveUpdate
        {
            Calls = loadedCalls,
            RemovedCalls = [.. Removed(ChangeKind.Call, loadedCalls.Select(call => call.CdrId)).Select(change => new RemovedCall(change.Id))],
            Contacts = await LoadAsync<ContactItem>(ChangeKind.Contact, contacts.ByIdsAsync),
            Tasks = await LoadAsync<TaskListItem>(ChangeKind.Task, tasks.ByIdsAsync),
            FollowUps = loadedFollowUps,
            RemovedFollowUps =
            [
                .. Removed(ChangeKind.FollowUp, loadedFollowUps.Select(followUp => followUp.Id))
                    .Select(change => new RemovedFollowUp(change.Id, change.Phone ?? "")),
            ],
            Deliveries = await LoadAsync<DeliveryItem>(ChangeKind.Delivery, deliveries.ByIdsAsync),
            MarkedNumbers = [.. part.Where(change => change.Kind == ChangeKind.Number).Select(change => change.Phone!)],
            ChangesStaff = part.Contains(Change.OfStaff),
        };

        async Task<IReadOnlyList<T>> LoadAsync<T>(
            ChangeKind kind, Func<Visibility, IReadOnlyCollection<long>, CancellationToken, Task<IReadOnlyList<T>>> byIds)
        {
            var ids = part.Where(change => change.Kind == kind).Select(change => change.Id).Distinct().ToList();
            return ids.Count == 0 ? [] : await byIds(Visibility.Everything, ids, cancellation);
        }

        IEnumerable<Change> Removed(ChangeKind kind, IEnumerable<long> existing) =>
            part.Where(change => change.Kind == kind && change.IsRemoval).DistinctBy(change => change.Id).ExceptBy(existing, change => change.Id);
    }
}
