namespace Superfone.Dashboard.Tests.Shared;

/// <summary>A clock that runs as ever, but may be set.</summary>
public sealed class ShiftedTime : TimeProvider
{
    /// <summary>How far it is ahead.</summary>
    public TimeSpan Shift { get; set; }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
}
