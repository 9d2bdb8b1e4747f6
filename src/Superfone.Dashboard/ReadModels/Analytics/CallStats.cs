namespace Superfone.Dashboard.ReadModels.Analytics;

/// <summary>Figures over the calls of a span of time.</summary>
public sealed record CallStats
{
    /// <summary>Number of calls.</summary>
    public required int Calls { get; init; }

    /// <summary>Number of calls in which the customer called.</summary>
    public required int Inbound { get; init; }

    /// <summary>Number of calls in which the business called.</summary>
    public required int Outbound { get; init; }

    /// <summary>Number of answered calls, either way.</summary>
    public required int Answered { get; init; }

    /// <summary>Number of missed calls.</summary>
    public required int Missed { get; init; }

    /// <summary>Talk time of the answered calls in seconds.</summary>
    public required long TalkSeconds { get; init; }

    /// <summary>Number of inbound calls that an agent could have answered: answered ones, and missed ones that did not end in the menu.</summary>
    public required int Offered { get; init; }

    /// <summary>Answered inbound calls divided by <see cref="Offered"/>, 0 to 1; <see langword="null"/> if none was offered.</summary>
    public required double? AnswerRate { get; init; }

    /// <summary>Answered outbound calls divided by outbound calls that have ended, 0 to 1; <see langword="null"/> if none has.</summary>
    public required double? ConnectRate { get; init; }

    /// <summary>Number of different numbers that called.</summary>
    public required int UniqueCallers { get; init; }

    /// <summary>Number of those whose first call ever lies in the span.</summary>
    public required int NewCallers { get; init; }

    /// <summary>
    /// Median time in seconds until a missed caller was talked to again, over those who were first missed in the span;
    /// <see langword="null"/> if nobody was talked to again.
    /// </summary>
    public required long? MedianSecondsToReturn { get; init; }

    /// <summary>
    /// Share of missed callers who were talked to again within 15 minutes, 0 to 1, of those whose 15 minutes are over; <see langword="null"/>
    /// where there are none. Follow-ups that a person closed are left out.
    /// </summary>
    public required double? ReturnedInTarget { get; init; }

    /// <summary>Number of calls with the numbers of staff, vendors and spam: left out of missed calls, rates and callers.</summary>
    public required int Marked { get; init; }

    /// <summary>Number of calls by the hour in which they started, 0 to 23, in the business's time zone.</summary>
    public required IReadOnlyList<int> ByHour { get; init; }

    /// <summary>Figures by who handled the calls, busiest first.</summary>
    public required IReadOnlyList<StaffStats> ByStaff { get; init; }

    /// <summary>Number of calls by disposition, most frequent first.</summary>
    public required IReadOnlyList<DispositionStats> ByDisposition { get; init; }
}

/// <summary>Figures over the calls that one person handled.</summary>
/// <param name="Name">First and last name.</param>
/// <param name="Phone">Number, as received.</param>
/// <param name="Calls">Number of calls.</param>
/// <param name="Answered">Number of answered calls.</param>
/// <param name="TalkSeconds">Talk time of the answered calls in seconds.</param>
public sealed record StaffStats(string? Name, string? Phone, int Calls, int Answered, long TalkSeconds);

/// <summary>How often calls ended in one way.</summary>
/// <param name="Disposition">Their disposition, as received.</param>
/// <param name="Calls">Number of calls.</param>
public sealed record DispositionStats(string? Disposition, int Calls);
