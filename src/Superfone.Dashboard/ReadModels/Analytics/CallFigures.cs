namespace Superfone.Dashboard.ReadModels.Analytics;

/// <summary>Figures of some calls. Calls of marked numbers count as calls and talk time, but not as missed calls and not in rates.</summary>
public record CallFigures
{
    /// <summary>The columns of a query that sums up <c>Calls</c>, named like the properties.</summary>
    internal const string Columns = """
        COUNT(*) AS Calls, COUNT(Mark) AS Marked, COALESCE(SUM(Direction = 0), 0) AS Inbound, COALESCE(SUM(Direction = 1), 0) AS Outbound,
        COALESCE(SUM(Outcome = 1), 0) AS Answered, COALESCE(SUM(Missed AND Mark IS NULL), 0) AS Missed,
        COALESCE(SUM(Direction = 0 AND (Outcome = 1 OR (Missed AND Outcome <> 4)) AND Mark IS NULL), 0) AS Offered,
        COALESCE(SUM(Direction = 0 AND Outcome = 1 AND Mark IS NULL), 0) AS InboundAnswered,
        COALESCE(SUM(Direction = 1 AND Outcome = 1 AND Mark IS NULL), 0) AS OutboundAnswered,
        COALESCE(SUM(Direction = 1 AND Outcome <> 7 AND Mark IS NULL), 0) AS OutboundEnded,
        COALESCE(SUM(DurationSeconds) FILTER (WHERE Outcome = 1), 0) AS TalkSeconds,
        COALESCE(SUM(RingingSeconds <= 14400), 0) AS Rung, COALESCE(SUM(RingingSeconds) FILTER (WHERE RingingSeconds <= 14400), 0) AS RingingSeconds
        """;

    /// <summary>The figures of no calls.</summary>
    public static CallFigures None { get; } = new();

    /// <summary>Number of calls.</summary>
    public long Calls { get; init; }

    /// <summary>Number of calls with marked numbers, see <see cref="Domain.NumberMark"/>.</summary>
    public long Marked { get; init; }

    /// <summary>Number of inbound calls.</summary>
    public long Inbound { get; init; }

    /// <summary>Number of outbound calls.</summary>
    public long Outbound { get; init; }

    /// <summary>Number of answered calls, inbound or outbound.</summary>
    public long Answered { get; init; }

    /// <summary>Number of missed calls, without marked numbers.</summary>
    public long Missed { get; init; }

    /// <summary>Number of inbound calls that an agent could have answered, see <see cref="Domain.Calls.Call.IsOffered"/>.</summary>
    public long Offered { get; init; }

    /// <summary>Number of answered inbound calls, without marked numbers.</summary>
    public long InboundAnswered { get; init; }

    /// <summary>Number of answered outbound calls, without marked numbers.</summary>
    public long OutboundAnswered { get; init; }

    /// <summary>Number of outbound calls that have ended, without marked numbers.</summary>
    public long OutboundEnded { get; init; }

    /// <summary>Talk time of the answered calls in seconds.</summary>
    public long TalkSeconds { get; init; }

    /// <summary>Number of calls with a known ringing time, see <see cref="Domain.Calls.Call.CountedRingingSeconds"/>.</summary>
    public long Rung { get; init; }

    /// <summary>Ringing time of those calls in seconds.</summary>
    public long RingingSeconds { get; init; }

    /// <summary>Answered inbound calls as a share of those that an agent could have answered.</summary>
    public Share AnswerRate => new(InboundAnswered, Offered);

    /// <summary>Answered outbound calls as a share of those that have ended.</summary>
    public Share ConnectRate => new(OutboundAnswered, OutboundEnded);

    /// <summary>Average talk time of an answered call in seconds; <see langword="null"/> if none was answered.</summary>
    public long? AverageTalk => Answered == 0 ? null : (long)Math.Round((double)TalkSeconds / Answered);

    /// <summary>Average ringing time in seconds; <see langword="null"/> if no call has a known one.</summary>
    public long? AverageRinging => Rung == 0 ? null : (long)Math.Round((double)RingingSeconds / Rung);

    /// <summary>The figures of the calls of both.</summary>
    public static CallFigures operator +(CallFigures left, CallFigures right) => new()
    {
        Calls = left.Calls + right.Calls,
        Marked = left.Marked + right.Marked,
        Inbound = left.Inbound + right.Inbound,
        Outbound = left.Outbound + right.Outbound,
        Answered = left.Answered + right.Answered,
        Missed = left.Missed + right.Missed,
        Offered = left.Offered + right.Offered,
        InboundAnswered = left.InboundAnswered + right.InboundAnswered,
        OutboundAnswered = left.OutboundAnswered + right.OutboundAnswered,
        OutboundEnded = left.OutboundEnded + right.OutboundEnded,
        TalkSeconds = left.TalkSeconds + right.TalkSeconds,
        Rung = left.Rung + right.Rung,
        RingingSeconds = left.RingingSeconds + right.RingingSeconds,
    };
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

/// <summary>The calls of one agent.</summary>
/// <param name="Key">Identifies them: their number as a key, or else their name.</param>
/// <param name="Name">Their name in their latest call; <see langword="null"/> if it has none.</param>
/// <param name="Figures">Their totals.</param>
public sealed record StaffCalls(string Key, string? Name, CallFigures Figures);

/// <summary>The calls with one disposition.</summary>
/// <param name="Disposition">Their disposition, as received; <see langword="null"/> if it is not known.</param>
/// <param name="Figures">Their totals.</param>
public sealed record DispositionCalls(string? Disposition, CallFigures Figures);

/// <summary>The calls in which one key was pressed in one menu.</summary>
/// <param name="Key">The menu and the key.</param>
/// <param name="Figures">Their totals.</param>
public sealed record IvrKeyCalls(Domain.Calls.IvrKey Key, CallFigures Figures);
