using Superfone.Dashboard.Domain.FollowUps;

namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>What a user did about the follow-up of a number.</summary>
public sealed class FollowUpDecision
{
    /// <summary>The decision.</summary>
    public required long DecisionId { get; init; }

    /// <summary>The number as a key, see <see cref="Domain.PhoneBook"/>.</summary>
    public required string PhoneKey { get; init; }

    /// <summary>Its place among the calls of the number; see <see cref="Domain.Calls.SortKey"/>.</summary>
    public required long SortKey { get; init; }

    /// <summary>What was done.</summary>
    public required FollowUpAction Action { get; init; }

    /// <summary>When it was done, UTC.</summary>
    public required DateTime AtUtc { get; init; }

    /// <summary>The user who did it.</summary>
    public required string By { get; init; }

    /// <summary>Their note, or what was decided; see <see cref="Primary.DecisionKind"/>.</summary>
    public string? Note { get; init; }
}
