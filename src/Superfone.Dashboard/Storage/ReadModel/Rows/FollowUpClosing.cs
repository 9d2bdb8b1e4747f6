namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>That a person closed the follow-up which was open for a number at some time.</summary>
public sealed class FollowUpClosing
{
    /// <summary>The decision that says so.</summary>
    public required long DecisionId { get; init; }

    /// <summary>The number as a key, see <see cref="Domain.PhoneBook"/>.</summary>
    public required string PhoneKey { get; init; }

    /// <summary>The place in time of the closing, see <see cref="Domain.Calls.SortKey"/>.</summary>
    public required long SortKey { get; init; }

    /// <summary>Who closed it.</summary>
    public required string By { get; init; }

    /// <summary>What they noted.</summary>
    public string? Note { get; init; }
}
