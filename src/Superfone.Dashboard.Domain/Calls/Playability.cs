namespace Superfone.Dashboard.Domain.Calls;

/// <summary>What is known of a stored recording before anybody presses play.</summary>
public enum Playability
{
    /// <summary>Nothing speaks against it; the browser decides.</summary>
    Expected = 0,

    /// <summary>Most browsers cannot decode it, or nobody knows what it is.</summary>
    Unsupported = 1,

    /// <summary>The file ends where its sound should begin.</summary>
    Silent = 2,
}
