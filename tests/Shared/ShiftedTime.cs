namespace Superfone.Dashboard.Tests.Shared;

/// <summary>A clock that runs as ever, but ahead, as if that much more time had passed.</summary>
public sealed class ShiftedTime : TimeProvider
{
    /// <summary>How far it is ahead.</summary>
    public TimeSpan Shift { get; set; }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;

    /// <inheritdoc/>
    public override long GetTimestamp() => base.GetTimestamp() + (long)(Shift.TotalSeconds * TimestampFrequency);
}
