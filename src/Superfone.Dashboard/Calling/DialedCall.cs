using Superfone.Dashboard.ReadModels.Calls;

namespace Superfone.Dashboard.Calling;

/// <summary>A call that a person asked Superfone to make, and what became of it.</summary>
public sealed record DialedCall
{
    /// <summary>The number, in E.164.</summary>
    public required string Phone { get; init; }

    /// <summary>The number of the person's phone, in E.164; <see langword="null"/> if it is not known.</summary>
    public required string? StaffPhone { get; init; }

    /// <summary>When they asked, UTC.</summary>
    public required DateTime AtUtc { get; init; }

    /// <summary>How far it is.</summary>
    public required DialState State { get; init; }

    /// <summary>Why the last request did not succeed; <see langword="null"/> if it did.</summary>
    public DialProblem? Problem { get; init; }

    /// <summary>What there is to say about the problem: a colleague's name, or what Superfone answered.</summary>
    public string? Detail { get; init; }

    /// <summary>The call, once an event told of it.</summary>
    public CallItem? Call { get; init; }

    /// <summary>The call with this number for which the same person asked before, whose events may still come.</summary>
    internal long? EarlierCdrId { get; init; }

    /// <summary>Whether an event about it is awaited.</summary>
    public bool IsAwaited => State is DialState.Asking or DialState.Told or DialState.Ending;
}

/// <summary>How far a <see cref="DialedCall"/> is.</summary>
public enum DialState
{
    /// <summary>Superfone is being asked.</summary>
    Asking,

    /// <summary>Superfone has told the person's app to call.</summary>
    Told,

    /// <summary>Superfone is being asked, or was, to end the call.</summary>
    Ending,

    /// <summary>An event told that the call has ended.</summary>
    Over,

    /// <summary>Superfone was not asked, or refused.</summary>
    Refused,
}
