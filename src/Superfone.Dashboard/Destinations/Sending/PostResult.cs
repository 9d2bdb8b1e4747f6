using Superfone.Dashboard.Domain.Destinations;

namespace Superfone.Dashboard.Destinations.Sending;

/// <summary>The result of one post.</summary>
/// <param name="Problem">Why it was not accepted.</param>
/// <param name="HttpStatus">The status of the reply; <see langword="null"/> if there was none.</param>
public sealed record PostResult(PostProblem Problem, int? HttpStatus)
{
    /// <summary>How long it took, in milliseconds.</summary>
    public int Milliseconds { get; init; }

    /// <summary>How long the receiver asks to wait; <see langword="null"/> if it does not ask.</summary>
    internal TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the receiver accepted it.</summary>
    public bool IsAccepted => Problem == PostProblem.None;
}
