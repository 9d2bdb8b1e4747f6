namespace Superfone.Dashboard.Tests.Nodes;

/// <summary>The clock of a process that finds itself later than it thought; its timers have not noticed.</summary>
internal sealed class LaterClock : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override long GetTimestamp() => base.GetTimestamp() + (long)(Ahead.TotalSeconds * TimestampFrequency);
}
