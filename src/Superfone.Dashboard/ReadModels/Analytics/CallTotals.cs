namespace Superfone.Dashboard.ReadModels.Analytics;

/// <summary>The figures over the calls of a span of time that every page shows.</summary>
/// <param name="Calls">Number of calls.</param>
/// <param name="Answered">Number of answered calls, either way.</param>
/// <param name="Missed">Number of missed calls.</param>
/// <param name="TalkSeconds">Talk time of the answered calls in seconds.</param>
public sealed record CallTotals(int Calls, int Answered, int Missed, long TalkSeconds)
{
    /// <summary>No call.</summary>
    public static CallTotals None { get; } = new(0, 0, 0, 0);
}
