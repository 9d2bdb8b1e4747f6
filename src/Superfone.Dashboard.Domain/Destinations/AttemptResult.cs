namespace Superfone.Dashboard.Domain.Destinations;

/// <summary>The results of one attempt to pass an event on; stored as numbers.</summary>
public enum AttemptResult
{
    /// <summary>The receiver accepted it.</summary>
    Delivered,

    /// <summary>It failed, and is retried.</summary>
    Retrying,

    /// <summary>It failed for too long, and is not retried unless somebody asks for it.</summary>
    Failed,
}
