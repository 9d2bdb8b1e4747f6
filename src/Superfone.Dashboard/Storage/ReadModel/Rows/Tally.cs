namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>The number of occurrences on one business day of something other than a call. There is no row for 0.</summary>
public sealed class Tally
{
    /// <summary>The kind of occurrence.</summary>
    public required TallyKind Kind { get; init; }

    /// <summary>The business day: its <see cref="DateOnly.DayNumber"/>.</summary>
    public required int Day { get; init; }

    /// <summary>The source, stage, agent or earlier day; see <see cref="Kind"/>.</summary>
    public required string Key { get; init; }

    /// <summary>The number of occurrences.</summary>
    public long Count { get; init; }

    /// <summary>The total duration in seconds; 0 for kinds without a duration.</summary>
    public long Seconds { get; init; }
}

/// <summary>The kinds of occurrences.</summary>
public enum TallyKind
{
    /// <summary>A contact was first seen; the key is its source, or else its source type, or else empty.</summary>
    NewContact,

    /// <summary>A contact entered the lead stage that the key names, at the receipt of the delivery.</summary>
    StageEntered,

    /// <summary>A contact left the lead stage that the key names.</summary>
    StageLeft,

    /// <summary>
    /// Somebody talked to a missed caller again; the key is the agent, as in <see cref="CallCountKind.Staff"/>, or else empty.
    /// </summary>
    Returned,

    /// <summary>A number called; the key is the day on which it last called before, as a <see cref="DateOnly.DayNumber"/>, or else empty.</summary>
    Caller,

    /// <summary>A number called for the first time; the key is the first day on which there was any call with it, as a number.</summary>
    NewCaller,

    /// <summary>A number called more than once on the day; the key is empty.</summary>
    RepeatCaller,
}
