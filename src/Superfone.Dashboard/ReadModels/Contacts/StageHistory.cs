namespace Superfone.Dashboard.ReadModels.Contacts;

/// <summary>Contacts by their history in one lead stage.</summary>
/// <param name="Stage">The stage as its figures name it: its title, else its id.</param>
/// <param name="Step">Whether they entered it, left it or stayed in it.</param>
public sealed record StageHistory(string Stage, StageStep Step)
{
    /// <summary>It was at this instant or later; what lasts is not asked for a beginning.</summary>
    public DateTime? From { get; init; }

    /// <summary>It was before this instant; what lasts is looked at as it stood then, <see langword="null"/> for the present.</summary>
    public DateTime? To { get; init; }
}

/// <summary>A step in the history of a contact in a lead stage.</summary>
public enum StageStep
{
    /// <summary>They entered it.</summary>
    Entered,

    /// <summary>They left it.</summary>
    Left,

    /// <summary>They were in it at the end of the span.</summary>
    Stood,
}
