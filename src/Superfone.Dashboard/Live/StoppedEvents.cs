using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Deliveries;

namespace Superfone.Dashboard.Live;

/// <summary>The events that have stopped arriving, read once for all pages.</summary>
public sealed class StoppedEvents(ArrivalQueries arrivals, LiveFeed feed, TimeProvider time, ILogger<StoppedEvents> logger) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>The events, the one missing longest first. Events that never arrived are not included.</summary>
    public SharedReading<IReadOnlyList<SilentEvent>> Now { get; } = new(
        (_, known, cancellation) => ReadAsync(arrivals, known, cancellation),
        update => update.IsReload || update.Deliveries.Count > 0,
        Interval,
        feed,
        time,
        logger);

    /// <inheritdoc/>
    public void Dispose() => Now.Dispose();

    // Unchanged values are not published. Pages do not show the number of calls without the event, which keeps growing.
    private static async Task<IReadOnlyList<SilentEvent>> ReadAsync(
        ArrivalQueries arrivals, IReadOnlyList<SilentEvent>? known, CancellationToken cancellation)
    {
        var silent = await arrivals.SilentAsync(Visibility.Everything, cancellation);
        List<SilentEvent> stopped = [.. silent.Where(silent => silent.LastUtc is not null).OrderBy(silent => silent.LastUtc)];
        return known is not null && known.Select(Shown).SequenceEqual(stopped.Select(Shown)) ? known : stopped;
    }

    private static (string Event, DateTime? LastUtc) Shown(SilentEvent silent) => (silent.Event, silent.LastUtc);
}
