using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Events;

namespace Superfone.Dashboard.ReadModels.Deliveries;

/// <summary>Finds the events that Superfone does not send: each has its own automation there, which may be missing or switched off.</summary>
public sealed class ArrivalQueries(IDbContextFactory<PrimaryContext> primaries, IDbContextFactory<ReadModelContext> contexts, TimeProvider time)
{
    /// <summary>The largest number of calls that is counted.</summary>
    public const int MostCalls = 1000;

    private const int FewestCalls = 5;

    /// <summary>The time without an event after which it counts as stopped.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(2);

    /// <summary>Whether Superfone has ever posted a documented event. Tests, sample data, imports and replays do not count.</summary>
    public async Task<bool> HasAnyAsync(Visibility visibility, CancellationToken cancellation = default)
    {
        if (!visibility.IsEverything)
            return false;
        await using var primary = await primaries.CreateDbContextAsync(cancellation);
        return await Posted(primary).AnyAsync(delivery => EF.Parameter(EventNames.All).Contains(delivery.Event), cancellation);
    }

    /// <summary>The deliveries that Superfone itself posted: neither sample data, nor imports and replays.</summary>
    internal static IQueryable<Delivery> Posted(PrimaryContext primary) => primary.Deliveries.Where(
        delivery => delivery.Account != SampleAccount.Number && !primary.DeliveryOrigins.Any(origin => origin.DeliveryId == delivery.Id));

    /// <summary>
    /// The documented events that never arrived, and the call events that have stopped: none for two days, although at least five calls since
    /// then should have had one. Empty while nothing at all has arrived.
    /// </summary>
    public async Task<IReadOnlyList<SilentEvent>> SilentAsync(Visibility visibility, CancellationToken cancellation = default)
    {
        if (!visibility.IsEverything)
            return [];
        var latest = await LatestAsync(cancellation);
        if (latest.Count == 0)
            return [];

        var now = time.GetUtcNow().UtcDateTime;
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        List<SilentEvent> silent = [];
        foreach (var definition in EventRegistry.All)
        {
            if (!latest.TryGetValue(definition.Name, out var last))
                silent.Add(new SilentEvent(definition.Name, null, 0));
            else if (now - last > Patience && CallsOf(readModel, definition) is { } calls && await SinceAsync(calls, last, cancellation) is >= FewestCalls and var since)
                silent.Add(new SilentEvent(definition.Name, last, since));
        }

        return silent;
    }

    private async Task<Dictionary<string, DateTime>> LatestAsync(CancellationToken cancellation)
    {
        await using var primary = await primaries.CreateDbContextAsync(cancellation);
        return await DeliveryQueries.ArrivalsAsync(
            name => primary.Deliveries.Where(delivery => delivery.Event == name).OrderByDescending(delivery => delivery.Id), cancellation);
    }

    // Contacts and tasks may not change for weeks: only calls show that an event should have come.
    private static IQueryable<Call>? CallsOf(ReadModelContext readModel, EventDefinition definition) => (definition.Kind, definition.Subject) switch
    {
        (EventKind.MissedCall, _) => readModel.Calls.Where(call => call.Missed),
        (EventKind.RecordingAvailable, _) or (_, EventSubject.Summary) => readModel.Calls.Where(call => call.Outcome == Outcome.Answered),
        (_, EventSubject.Call) => readModel.Calls,
        (_, EventSubject.Contact or EventSubject.Task) => null,
    };

    private static Task<int> SinceAsync(IQueryable<Call> calls, DateTime last, CancellationToken cancellation)
    {
        var first = SortKey.First(last);
        return calls.Where(call => call.SortKey > first).OrderBy(call => call.SortKey).Take(MostCalls).CountAsync(cancellation);
    }
}
