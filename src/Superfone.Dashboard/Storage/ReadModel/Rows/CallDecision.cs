using Superfone.Dashboard.Domain.Calls;

namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>What a user did about a call.</summary>
public sealed class CallDecision
{
    /// <summary>The decision.</summary>
    public required long DecisionId { get; init; }

    /// <summary>The call.</summary>
    public required long CdrId { get; init; }

    /// <summary>What was done.</summary>
    public required CallAction Action { get; init; }

    /// <summary>When it was done, UTC.</summary>
    public required DateTime AtUtc { get; init; }

    /// <summary>The user who did it.</summary>
    public required string By { get; init; }

    /// <summary>Their note, or the tags; see <see cref="Primary.DecisionKind"/>.</summary>
    public string? Note { get; init; }
}
