using Microsoft.Extensions.Time.Testing;

namespace Superfone.Dashboard.Tests.Faults;

/// <summary>A clock of a test that somebody sets: only the time of day changes, while timers and measured spans go on as before.</summary>
/// <param name="start">The time of day at the beginning.</param>
internal sealed class JumpingClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private TimeSpan _jumped;

    public void Jump(TimeSpan by) => _jumped += by;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _jumped;

    public override long GetTimestamp() => base.GetUtcNow().Ticks;
}
