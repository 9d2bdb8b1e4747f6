using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Events;

namespace Superfone.Dashboard.ReadModels.Deliveries;

/// <summary>Tells which events Superfone does not send: each has an automation of its own there, which may be missing or off.</summary>
public sealed class ArrivalQueries(IDbContextFactory<PrimaryContext> primaries, IDbContextFactory<ReadModelContext> contexts, TimeProvider time)
{
    /// <summary>Calls are counted up to this number.</summary>
    public const int MostCalls = 1000;

    private const int FewestCalls = 5;

    /// <summary>For so long an event may stay away before it counts as stopped.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(2);

    /// <summary>
    /// The documented events that never came, and those of calls that have stopped: nothing for two days, and at least five calls since
    /// that should have brought one. Empty while nothing at all has come.
    /// </summary>
    public async Task<IReadOnlyList<SilentEvent>> SilentAsync(CancellationToken cancellation = default)
    {
        var latest = await LatestAsync(cancellation);
        if (latest.Count == 0)
            return [];

        var now = time.GetUtcNow().UtcDateTime;
        await using var readModel = await contexts.CreateDbContextAsync(cancellation);
        List<SilentEvent> silent = [];
        foreach (var (kind, name) in EventRegistry.All.Select(definition => (definition.Kind, definition.Name)))
        {
            if (!latest.TryGetValue(name, out var last))
                silent.Add(new SilentEvent(name, null, 0));
            else if (now - last > Patience && CallsOf(readModel, kind) is { } calls && await SinceAsync(calls, last, cancellation) is >= FewestCalls and var since)
                silent.Add(new SilentEvent(name, last, since));
        }

        return silent;
    }

    private async Task<Dictionary<string, DateTime>> LatestAsync(CancellationToken cancellation)
    {
        await using var primary = await primaries.CreateDbContextAsync(cancellation);
        return await DeliveryQueries.ArrivalsAsync(
            name => primary.Deliveries.Where(delivery => delivery.Event == name).OrderByDescending(delivery => delivery.Id), cancellation);
    }

    // Contacts and tasks may rest for weeks: only of calls is it known that something should have come.
    private static IQueryable<Call>? CallsOf(ReadModelContext readModel, EventKind kind) => kind switch
    {
        EventKind.AllCalls => readModel.Calls,
        EventKind.MissedCall => readModel.Calls.Where(call => call.Missed),
        EventKind.RecordingAvailable or EventKind.SummaryReady => readModel.Calls.Where(call => call.Outcome == Outcome.Answered),
        EventKind.CustomerCreate or EventKind.CustomerChange => null,
        EventKind.TaskCreate or EventKind.TaskChange or EventKind.TaskNotifyTime or EventKind.TaskDueTime => null,
    };

    private static Task<int> SinceAsync(IQueryable<Call> calls, DateTime last, CancellationToken cancellation)
    {
        var first = SortKey.First(last);
        return calls.Where(call => call.SortKey > first).OrderBy(call => call.SortKey).Take(MostCalls).CountAsync(cancellation);
    }
}
