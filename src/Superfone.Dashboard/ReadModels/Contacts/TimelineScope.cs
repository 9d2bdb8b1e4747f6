namespace Superfone.Dashboard.ReadModels.Contacts;

/// <summary>The parts of a timeline.</summary>
public enum TimelineScope
{
    /// <summary>Everything.</summary>
    All,

    /// <summary>Calls.</summary>
    Calls,

    /// <summary>Changes of the contact.</summary>
    Changes,

    /// <summary>Events of tasks.</summary>
    Tasks,
}
