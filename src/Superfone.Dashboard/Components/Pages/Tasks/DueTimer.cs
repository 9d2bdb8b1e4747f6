
namespace Superfone.Dashboard.Components.Pages.Tasks;

/// <summary>Calls when the next task falls due.</summary>
/// <param name="time">The clock.</param>
/// <param name="fall">What to do then.</param>
public sealed class DueTimer(TimeProvider time, Action fall) : IDisposable
{
    // Timers do not reach further than some weeks; so far ahead one is set anew.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private readonly ITimer _timer = time.CreateTimer(_ => fall(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Waits for another instant than before.</summary>
    /// <param name="next">When, UTC; <see langword="null"/> where nothing falls due.</param>
    public void Watch(DateTime? next)
    {
        // A task is overdue once its due time has passed, not when it comes.
        var wait = next - time.GetUtcNow().UtcDateTime + TimeSpan.FromMilliseconds(1);
        var bounded = wait is { } known ? TimeSpan.FromTicks(Math.Clamp(known.Ticks, 0, Longest.Ticks)) : Timeout.InfiniteTimeSpan;
        _timer.Change(bounded, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();
}
