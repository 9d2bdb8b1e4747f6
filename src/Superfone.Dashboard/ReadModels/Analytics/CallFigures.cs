namespace Superfone.Dashboard.ReadModels.Analytics;

/// <summary>Totals of calls. The answer rate is <see cref="Answered"/> of <see cref="Calls"/>.</summary>
/// <param name="Calls">Number of calls.</param>
/// <param name="Inbound">Number of calls in which the customer called.</param>
/// <param name="Outbound">Number of calls in which the business called.</param>
/// <param name="Answered">Number of answered calls, either way.</param>
/// <param name="Missed">Number of missed calls.</param>
/// <param name="TalkSeconds">Talk time of the answered calls in seconds.</param>
/// <param name="Rung">Number of calls with a known ringing time.</param>
/// <param name="RingingSeconds">Ringing time of those in seconds.</param>
public sealed record CallFigures(
    long Calls, long Inbound, long Outbound, long Answered, long Missed, long TalkSeconds, long Rung, long RingingSeconds)
{
    /// <summary>No call.</summary>
    public static CallFigures None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>Average talk time of an answered call in seconds; <see langword="null"/> if none was answered.</summary>
    public long? AverageTalk => Answered == 0 ? null : (long)Math.Round((double)TalkSeconds / Answered);

    /// <summary>Average ringing time in seconds; <see langword="null"/> if it is not known of any call.</summary>
    public long? AverageRinging => Rung == 0 ? null : (long)Math.Round((double)RingingSeconds / Rung);

    /// <summary>The sum of both.</summary>
    public static CallFigures operator +(CallFigures left, CallFigures right) => new(
        left.Calls + right.Calls, left.Inbound + right.Inbound, left.Outbound + right.Outbound, left.Answered + right.Answered,
        left.Missed + right.Missed, left.TalkSeconds + right.TalkSeconds, left.Rung + right.Rung, left.RingingSeconds + right.RingingSeconds);
}

/// <summary>The calls of a day.</summary>
/// <param name="Day">The business day.</param>
/// <param name="Figures">Their totals.</param>
public sealed record DayCalls(DateOnly Day, CallFigures Figures);

/// <summary>The calls that started in one hour of one day of the week.</summary>
/// <param name="Weekday">The day of the week.</param>
/// <param name="Hour">The hour on the business's clock, 0 to 23.</param>
/// <param name="Figures">Their totals.</param>
public sealed record HourCalls(DayOfWeek Weekday, int Hour, CallFigures Figures);

/// <summary>The calls that one person handled.</summary>
/// <param name="Key">Identifies them: their number as a key, else their name.</param>
/// <param name="Name">Their name in their latest call; <see langword="null"/> if it does not.</param>
/// <param name="Figures">Their totals.</param>
public sealed record StaffCalls(string Key, string? Name, CallFigures Figures);

/// <summary>The calls that ended in one way.</summary>
/// <param name="Disposition">Their disposition, as received; <see langword="null"/> if it is not known.</param>
/// <param name="Figures">Their totals.</param>
public sealed record DispositionCalls(string? Disposition, CallFigures Figures);

/// <summary>The calls in which one key was pressed in one menu.</summary>
/// <param name="Key">Which.</param>
/// <param name="Figures">Their totals.</param>
public sealed record IvrKeyCalls(Domain.Calls.IvrKey Key, CallFigures Figures);
