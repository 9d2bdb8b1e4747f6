namespace Superfone.Dashboard.Browser.Tests;

/// <summary>A clock that runs as ever, but on the day and soon after the hour of the sample payloads.</summary>
public sealed class SampleDay : TimeProvider
{
    private readonly TimeSpan _shift = new DateTimeOffset(2026, 5, 15, 10, 40, 0, TimeSpan.Zero) - DateTimeOffset.UtcNow;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _shift;
}
