namespace Superfone.Dashboard.Browser.Tests;

/// <summary>Begins as <see cref="SampleDay"/>, and passes many times as fast, so that what lasts a quarter of an hour ends while a test looks on.</summary>
public sealed class FastDay : TimeProvider
{
    private const int Factor = 120;
    private static readonly DateTimeOffset Start = new(2026, 5, 15, 10, 40, 0, TimeSpan.Zero);

    private readonly long _begun = System.GetTimestamp();

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Start + (System.GetElapsedTime(_begun) * Factor);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new FastTimer(callback, state, dueTime, period);

    private static TimeSpan Shortened(TimeSpan time) => time <= TimeSpan.Zero ? time : TimeSpan.FromMilliseconds(Math.Max(1, time.TotalMilliseconds / Factor));

    private sealed class FastTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) : ITimer
    {
        private readonly ITimer _timer = System.CreateTimer(callback, state, Shortened(dueTime), Shortened(period));

        public bool Change(TimeSpan dueTime, TimeSpan period) => _timer.Change(Shortened(dueTime), Shortened(period));

        public void Dispose() => _timer.Dispose();

        public ValueTask DisposeAsync() => _timer.DisposeAsync();
    }
}
