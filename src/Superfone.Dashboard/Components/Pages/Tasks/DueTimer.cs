namespace Superfone.Dashboard.Components.Pages.Tasks;

/// <summary>Invokes a callback when the next task falls due.</summary>
/// <param name="time">The clock.</param>
/// <param name="fall">The callback.</param>
public sealed class DueTimer(TimeProvider time, Action fall) : IDisposable
{
    // The clock may be set, and timers cannot be set more than some weeks ahead; a longer wait takes several rounds.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly ITimer _timer = time.CreateTimer(_ => fall(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Sets the time to wait for, in place of the previous one.</summary>
    /// <param name="next">The time in UTC; <see langword="null"/> if nothing falls due.</param>
    public void Watch(DateTime? next)
    {
        // A task is overdue after its due time, not at it.
        var wait = next - time.GetUtcNow().UtcDateTime + TimeSpan.FromMilliseconds(1);
        var bounded = wait is { } known ? TimeSpan.FromTicks(Math.Clamp(known.Ticks, 0, Longest.Ticks)) : Timeout.InfiniteTimeSpan;
        _timer.Change(bounded, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();
}
