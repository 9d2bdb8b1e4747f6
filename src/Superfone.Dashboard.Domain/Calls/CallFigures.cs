using Superfone.Events;

namespace Superfone.Dashboard.Domain.Calls;

/// <summary>
/// Figures of some calls. Calls of marked numbers count as calls and talk time, but not as missed calls and not in rates. The sums of a day and
/// all answers have the same figures. A new one is a property here, with its part in <see cref="Of"/> and in the sum; queries that count the
/// calls themselves need its expression in SQL.
/// </summary>
public record CallFigures
{
    /// <summary>The figures of no calls.</summary>
    public static CallFigures None { get; } = new();

    /// <summary>Number of calls.</summary>
    public long Calls { get; init; }

    /// <summary>Number of calls with marked numbers, see <see cref="NumberMark"/>.</summary>
    public long Marked { get; init; }

    /// <summary>Number of inbound calls.</summary>
    public long Inbound { get; init; }

    /// <summary>Number of outbound calls.</summary>
    public long Outbound { get; init; }

    /// <summary>Number of answered calls, inbound or outbound.</summary>
    public long Answered { get; init; }

    /// <summary>Number of missed calls, without marked numbers.</summary>
    public long Missed { get; init; }

    /// <summary>Number of inbound calls that an agent could have answered, see <see cref="Call.IsOffered"/>.</summary>
    public long Offered { get; init; }

    /// <summary>Number of answered inbound calls, without marked numbers.</summary>
    public long InboundAnswered { get; init; }

    /// <summary>Number of answered outbound calls, without marked numbers.</summary>
    public long OutboundAnswered { get; init; }

    /// <summary>Number of outbound calls that have ended, without marked numbers.</summary>
    public long OutboundEnded { get; init; }

    /// <summary>Talk time of the answered calls in seconds.</summary>
    public long TalkSeconds { get; init; }

    /// <summary>Number of calls with a known ringing time, see <see cref="Call.CountedRingingSeconds"/>.</summary>
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
    public static CallFigures operator +(CallFigures left, CallFigures right) => left.Plus(right, 1);

    /// <summary>The figures of the calls of <paramref name="left"/> without those of <paramref name="right"/>.</summary>
    public static CallFigures operator -(CallFigures left, CallFigures right) => left.Plus(right, -1);

    /// <summary>The figures of one call.</summary>
    public static CallFigures Of(Call call)
    {
        var (isInbound, isOutbound) = (call.Direction == CallDirection.Inbound, call.Direction == CallDirection.Outbound);
        var (isAnswered, isCustomer) = (call.Outcome == Outcome.Answered, call.Mark is null);
        return new CallFigures
        {
            Calls = 1,
            Marked = OneIf(!isCustomer),
            Inbound = OneIf(isInbound),
            Outbound = OneIf(isOutbound),
            Answered = OneIf(isAnswered),
            Missed = OneIf(isCustomer && call.Missed),
            Offered = OneIf(call.IsOffered),
            InboundAnswered = OneIf(isCustomer && isInbound && isAnswered),
            OutboundAnswered = OneIf(isCustomer && isOutbound && isAnswered),
            OutboundEnded = OneIf(isCustomer && isOutbound && call.Outcome != Outcome.InProgress),
            TalkSeconds = isAnswered ? call.DurationSeconds ?? 0 : 0,
            Rung = OneIf(call.CountedRingingSeconds is not null),
            RingingSeconds = call.CountedRingingSeconds ?? 0,
        };
    }

    private static long OneIf(bool condition) => condition ? 1 : 0;

    private CallFigures Plus(CallFigures other, int sign) => new()
    {
        Calls = Calls + (sign * other.Calls),
        Marked = Marked + (sign * other.Marked),
        Inbound = Inbound + (sign * other.Inbound),
        Outbound = Outbound + (sign * other.Outbound),
        Answered = Answered + (sign * other.Answered),
        Missed = Missed + (sign * other.Missed),
        Offered = Offered + (sign * other.Offered),
        InboundAnswered = InboundAnswered + (sign * other.InboundAnswered),
        OutboundAnswered = OutboundAnswered + (sign * other.OutboundAnswered),
        OutboundEnded = OutboundEnded + (sign * other.OutboundEnded),
        TalkSeconds = TalkSeconds + (sign * other.TalkSeconds),
        Rung = Rung + (sign * other.Rung),
        RingingSeconds = RingingSeconds + (sign * other.RingingSeconds),
    };
}
