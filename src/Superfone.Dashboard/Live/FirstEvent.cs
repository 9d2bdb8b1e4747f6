using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Deliveries;

namespace Superfone.Dashboard.Live;

/// <summary>Whether Superfone has ever posted an event, read once for all pages. Once it has, nothing is read any more.</summary>
public sealed class FirstEvent : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private FirstEventState? _known;

    /// <summary>Creates it.</summary>
    public FirstEvent(ArrivalQueries arrivals, LiveFeed feed, TimeProvider time, ILogger<FirstEvent> logger) => Now = new(
        async (_, _, cancellation) => Known is { HasArrived: true } arrived ? arrived : _known = new FirstEventState(await arrivals.HasAnyAsync(Visibility.Everything, cancellation)),
        update => Known is not { HasArrived: true } && (update.IsReload || update.Deliveries.Count > 0),
        Interval,
        feed,
        time,
        logger)
    {
        ChangesWithTime = false,
    };

    /// <summary>The state, to be read and followed.</summary>
    public SharedReading<FirstEventState> Now { get; }

    /// <summary>The state when it was last read; <see langword="null"/> if nobody has read it since the start.</summary>
    public FirstEventState? Known => Volatile.Read(ref _known);

    /// <inheritdoc/>
    public void Dispose() => Now.Dispose();
}

/// <summary>Whether Superfone has ever posted an event.</summary>
/// <param name="HasArrived">Whether it has.</param>
public sealed record FirstEventState(bool HasArrived);
