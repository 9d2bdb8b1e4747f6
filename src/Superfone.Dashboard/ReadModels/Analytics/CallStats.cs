
namespace Superfone.Dashboard.ReadModels.Analytics;

/// <summary>Figures of the calls in a range of time.</summary>
public sealed record CallStats
{
    /// <summary>Number of calls.</summary>
    public required int Calls { get; init; }

    /// <summary>Number of calls in which the customer called.</summary>
    public required int Inbound { get; init; }

    /// <summary>Number of calls in which the business called.</summary>
    public required int Outbound { get; init; }

    /// <summary>Number of answered calls in either direction.</summary>
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

    /// <summary>Number of distinct numbers that called.</summary>
    public required int UniqueCallers { get; init; }

    /// <summary>Number of those whose first call ever is in the range.</summary>
    public required int NewCallers { get; init; }

    /// <summary>
    /// Median time in seconds until somebody talked to a missed caller again, over those who were first missed in the range;
    /// <see langword="null"/> if nobody was talked to again.
    /// </summary>
    public required long? MedianSecondsToReturn { get; init; }

    /// <summary>
    /// Share of missed callers to whom somebody talked again within the target of working time, 0 to 1, among those for whom it is over;
    /// <see langword="null"/> if there are none. Follow-ups that a user closed are left out.
    /// </summary>
    public required double? ReturnedInTarget { get; init; }

    /// <summary>Number of calls with the numbers of staff, vendors and spam: left out of missed calls, rates and callers.</summary>
    public required int Marked { get; init; }

    /// <summary>Number of calls by the hour in which they started, 0 to 23, in the business's time zone.</summary>
    public required IReadOnlyList<int> ByHour { get; init; }

    /// <summary>Figures by agent, most calls first.</summary>
    public required IReadOnlyList<StaffStats> ByStaff { get; init; }

    /// <summary>Number of calls by disposition, most frequent first.</summary>
    public required IReadOnlyList<DispositionStats> ByDisposition { get; init; }
}

/// <summary>Figures of the calls of one agent.</summary>
/// <param name="Name">First and last name.</param>
/// <param name="Phone">Number, as received.</param>
/// <param name="Calls">Number of calls.</param>
/// <param name="Answered">Number of answered calls.</param>
/// <param name="TalkSeconds">Talk time of the answered calls in seconds.</param>
public sealed record StaffStats(string? Name, string? Phone, int Calls, int Answered, long TalkSeconds);

/// <summary>The number of calls with one disposition.</summary>
/// <param name="Disposition">Their disposition, as received.</param>
/// <param name="Calls">Number of calls.</param>
public sealed record DispositionStats(string? Disposition, int Calls);
