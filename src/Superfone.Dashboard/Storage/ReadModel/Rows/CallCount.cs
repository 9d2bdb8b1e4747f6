namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>Sums of the calls of one business day, account and key. A key without calls has no row.</summary>
public sealed class CallCount
{
    /// <summary>The meaning of <see cref="Key"/>.</summary>
    public required CallCountKind Kind { get; init; }

    /// <summary>The business day of the calls: its <see cref="DateOnly.DayNumber"/>.</summary>
    public required int Day { get; init; }

    /// <summary>The Superfone number of the calls, as a key; empty if it is not known.</summary>
    public required string AccountKey { get; init; }

    /// <summary>The key that the calls have in common; see <see cref="Kind"/>.</summary>
    public required string Key { get; init; }

    /// <summary>Number of calls.</summary>
    public long Calls { get; init; }

    /// <summary>Number of calls with marked numbers, which the missed, the offered and what rates are computed from leave out.</summary>
    public long Marked { get; init; }

    /// <summary>Number of calls in which the customer called.</summary>
    public long Inbound { get; init; }

    /// <summary>Number of calls in which the business called.</summary>
    public long Outbound { get; init; }

    /// <summary>Number of answered calls in either direction.</summary>
    public long Answered { get; init; }

    /// <summary>Number of missed calls.</summary>
    public long Missed { get; init; }

    /// <summary>Number of inbound calls that an agent could have answered, see <see cref="Domain.Calls.Call.IsOffered"/>.</summary>
    public long Offered { get; init; }

    /// <summary>Number of answered inbound calls.</summary>
    public long InboundAnswered { get; init; }

    /// <summary>Number of answered outbound calls.</summary>
    public long OutboundAnswered { get; init; }

    /// <summary>Number of outbound calls that have ended.</summary>
    public long OutboundEnded { get; init; }

    /// <summary>Talk time of the answered calls in seconds.</summary>
    public long TalkSeconds { get; init; }

    /// <summary>Number of calls with a known ringing time.</summary>
    public long Rung { get; init; }

    /// <summary>Ringing time of those calls in seconds.</summary>
    public long RingingSeconds { get; init; }
}

/// <summary>The keys by which calls are counted.</summary>
public enum CallCountKind
{
    /// <summary>Nothing: all calls of the day; the key is empty.</summary>
    Day,

    /// <summary>The hour on the business's clock, <c>00</c> to <c>23</c>.</summary>
    Hour,

    /// <summary>The agent who handled the call: a number as a key, or else a name. Calls without an agent are not counted.</summary>
    Staff,

    /// <summary>The disposition, as received; empty if it is not known.</summary>
    Disposition,

    /// <summary>The key that a caller pressed in a menu; see <see cref="Domain.Calls.IvrKey"/>. A call counts once for each.</summary>
    IvrKey,
}
