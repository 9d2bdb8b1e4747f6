namespace Superfone.Dashboard.Storage.Primary;

/// <summary>Whether something is left of what was deleted from the database.</summary>
public enum Compaction
{
    /// <summary>Nothing.</summary>
    Done,

    /// <summary>What holds recent changes, since somebody was reading: emptying it is tried again soon.</summary>
    LogInUse,

    /// <summary>Everything, since somebody is reading for long: all of it is tried again later.</summary>
    DatabaseInUse,
}
