namespace Superfone.Dashboard.Domain.Calls;

/// <summary>Whether a stored recording can be played, as far as that is known before it is played.</summary>
public enum Playability
{
    /// <summary>No problem is known; the browser decides.</summary>
    Expected = 0,

    /// <summary>Most browsers cannot decode it, or its format is unknown.</summary>
    Unsupported = 1,

    /// <summary>The file ends before the audio begins.</summary>
    Silent = 2,
}
