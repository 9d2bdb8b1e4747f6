namespace Superfone.Dashboard.ReadModels.Tasks;

/// <summary>Where a task stands on its way; every task is in one section.</summary>
public enum TaskSection
{
    /// <summary>It waits, and its due time has passed.</summary>
    Overdue,

    /// <summary>It waits, and falls due later on this business day.</summary>
    Today,

    /// <summary>It waits, and falls due on a later day.</summary>
    Upcoming,

    /// <summary>It waits, and has no due time.</summary>
    NoDate,

    /// <summary>It does not wait any more.</summary>
    Done,
}
