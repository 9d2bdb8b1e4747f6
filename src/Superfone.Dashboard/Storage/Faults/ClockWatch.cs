namespace Superfone.Dashboard.Storage.Faults;

/// <summary>
/// Notices that the clock of this computer was set: what has passed by the clock is compared with what has passed by a counter that nobody sets. Reports it as a fault until the clock
/// agrees again with what it was before, or for a day; then the new time is believed.
/// </summary>
internal sealed class ClockWatch(StorageFaults faults, TimeProvider time)
{
    /// <summary>Smaller steps are corrections.</summary>
    public static readonly TimeSpan SmallestJump = TimeSpan.FromMinutes(10);

    /// <summary>For how long a clock that was set is not believed.</summary>
    public static readonly TimeSpan Doubt = TimeSpan.FromDays(1);

    private readonly Lock _lock = new();
    private TimeSpan _offset = OffsetOf(time);
    private TimeSpan _ahead;
    private TimeSpan _setAt;

    /// <summary>Compares both.</summary>
    /// <returns>How far the clock is ahead of what it would be if it had not been set; negative if it is behind; zero if it is believed.</returns>
    public TimeSpan Look()
    {
        lock (_lock)
        {
            var offset = OffsetOf(time);
            var jump = offset - _offset;
            _offset = offset;
            if (jump.Duration() >= SmallestJump)
                (_ahead, _setAt) = (_ahead + jump, Uptime.Of(time));
            if (_ahead.Duration() < SmallestJump || Uptime.Of(time) - _setAt >= Doubt)
            {
                _ahead = TimeSpan.Zero;
                faults.Clear(StoragePart.Clock);
            }
            else if (jump.Duration() >= SmallestJump)
            {
                faults.Report(StoragePart.Clock, new ClockSetException(_ahead, time.GetUtcNow().UtcDateTime));
            }

            return _ahead;
        }
    }

    private static TimeSpan OffsetOf(TimeProvider time) => time.GetUtcNow() - DateTimeOffset.UnixEpoch - Uptime.Of(time);
}

/// <summary>Reported when the clock was set.</summary>
/// <param name="ahead">How far it is ahead of what it would be otherwise; negative if it is behind.</param>
/// <param name="nowUtc">The time that it shows, UTC.</param>
public sealed class ClockSetException(TimeSpan ahead, DateTime nowUtc)
    : Exception(FormattableString.Invariant($"by {ahead.Duration().TotalHours:0.##} hours, to {nowUtc:yyyy-MM-dd'T'HH:mm:ss'Z'}"))
{
    /// <summary>Whether it was set forward.</summary>
    public bool IsAhead => ahead > TimeSpan.Zero;
}
