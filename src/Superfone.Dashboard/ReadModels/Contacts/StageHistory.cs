namespace Superfone.Dashboard.ReadModels.Contacts;

/// <summary>Contacts by their history in one lead stage.</summary>
/// <param name="Stage">The stage as named in its figures: its title, or else its id.</param>
/// <param name="Step">Whether they entered it, left it or stayed in it.</param>
public sealed record StageHistory(string Stage, StageStep Step)
{
    /// <summary>The earliest time of the step; not used for <see cref="StageStep.Stood"/>.</summary>
    public DateTime? From { get; init; }

    /// <summary>
    /// The step was before this instant; for <see cref="StageStep.Stood"/>, the instant of the state, with <see langword="null"/> for the
    /// present.
    /// </summary>
    public DateTime? To { get; init; }
}

/// <summary>A step in the history of a contact in a lead stage.</summary>
public enum StageStep
{
    /// <summary>They entered it.</summary>
    Entered,

    /// <summary>They left it.</summary>
    Left,

    /// <summary>They were in it at the end of the range.</summary>
    Stood,
}
