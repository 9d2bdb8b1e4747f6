namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>How often something other than a call occurred on one business day. What did not occur has no row.</summary>
public sealed class Tally
{
    /// <summary>What occurred.</summary>
    public required TallyKind Kind { get; init; }

    /// <summary>The business day: its <see cref="DateOnly.DayNumber"/>.</summary>
    public required int Day { get; init; }

    /// <summary>To what or by whom, as <see cref="Kind"/> says.</summary>
    public required string Key { get; init; }

    /// <summary>How often.</summary>
    public long Count { get; init; }

    /// <summary>The seconds that it took in sum; 0 for what takes no time.</summary>
    public long Seconds { get; init; }
}

/// <summary>What is tallied.</summary>
public enum TallyKind
{
    /// <summary>A contact was first seen; the key is its source, else its source type, else empty.</summary>
    NewContact,

    /// <summary>A contact entered the lead stage that the key names, by the receipt of what told of it.</summary>
    StageEntered,

    /// <summary>A contact left the lead stage that the key names.</summary>
    StageLeft,

    /// <summary>A missed caller was talked to again; the key is who talked to them, as in <see cref="CallCountKind.Staff"/>, else empty.</summary>
    Returned,
}
