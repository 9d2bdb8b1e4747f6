namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>Counts how often something other than a call occurred on one business day. There is no row for 0.</summary>
public sealed class Tally
{
    /// <summary>What occurred.</summary>
    public required TallyKind Kind { get; init; }

    /// <summary>The business day: its <see cref="DateOnly.DayNumber"/>.</summary>
    public required int Day { get; init; }

    /// <summary>To what, or by whom; see <see cref="Kind"/>.</summary>
    public required string Key { get; init; }

    /// <summary>How often.</summary>
    public long Count { get; init; }

    /// <summary>The total duration in seconds; 0 for what has none.</summary>
    public long Seconds { get; init; }
}

/// <summary>What is tallied.</summary>
public enum TallyKind
{
    /// <summary>A contact was first seen; the key is its source, or else its source type, or else empty.</summary>
    NewContact,

    /// <summary>A contact entered the lead stage that the key names, when the delivery about it was received.</summary>
    StageEntered,

    /// <summary>A contact left the lead stage that the key names.</summary>
    StageLeft,

    /// <summary>A missed caller was talked to again; the key is who talked to them, as in <see cref="CallCountKind.Staff"/>, or else empty.</summary>
    Returned,
}
