namespace Superfone.Dashboard.Domain.Destinations;

/// <summary>Why a receiver did not accept an event; stored as a number.</summary>
public enum PostProblem
{
    /// <summary>Nothing is wrong: it accepted it.</summary>
    None,

    /// <summary>It answered with a status other than success.</summary>
    Refused,

    /// <summary>It answered with a redirect, which is not followed.</summary>
    Redirected,

    /// <summary>It did not answer in time.</summary>
    TimedOut,

    /// <summary>No connection could be made, or it broke.</summary>
    Unreachable,

    /// <summary>Its address is on a private network, which is not allowed.</summary>
    PrivateAddress,

    /// <summary>The event could not be read from the log.</summary>
    Unreadable,
}
