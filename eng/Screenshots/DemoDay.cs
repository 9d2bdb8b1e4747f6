/// <summary>A clock that runs as ever, but on one working day, so that pictures that are taken again show the same days and hours.</summary>
internal sealed class DemoDay : TimeProvider
{
    // A Tuesday, half past four in India.
    private readonly TimeSpan _shift = new DateTimeOffset(2026, 11, 24, 11, 0, 0, TimeSpan.Zero) - DateTimeOffset.UtcNow;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _shift;
}
