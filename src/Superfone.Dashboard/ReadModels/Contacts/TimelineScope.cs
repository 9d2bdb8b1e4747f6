namespace Superfone.Dashboard.ReadModels.Contacts;

/// <summary>Which part of a timeline to list.</summary>
public enum TimelineScope
{
    /// <summary>Everything.</summary>
    All,

    /// <summary>Calls.</summary>
    Calls,

    /// <summary>What changed about the contact.</summary>
    Changes,

    /// <summary>What happened to tasks.</summary>
    Tasks,
}
