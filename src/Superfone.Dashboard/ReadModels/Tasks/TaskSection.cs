namespace Superfone.Dashboard.ReadModels.Tasks;

/// <summary>The section of a task by its due time; every task is in one section.</summary>
public enum TaskSection
{
    /// <summary>It is open, and its due time has passed.</summary>
    Overdue,

    /// <summary>It is open, and due later on this business day.</summary>
    Today,

    /// <summary>It is open, and due on a later day.</summary>
    Upcoming,

    /// <summary>It is open, and has no due time.</summary>
    NoDate,

    /// <summary>It is done or cancelled.</summary>
    Done,
}
