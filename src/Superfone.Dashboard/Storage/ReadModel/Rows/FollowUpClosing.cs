namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>The closing of a number's open follow-up by a user.</summary>
public sealed class FollowUpClosing
{
    /// <summary>The decision.</summary>
    public required long DecisionId { get; init; }

    /// <summary>The number as a key, see <see cref="Domain.PhoneBook"/>.</summary>
    public required string PhoneKey { get; init; }

    /// <summary>The sort key of the closing; see <see cref="Domain.Calls.SortKey"/>.</summary>
    public required long SortKey { get; init; }

    /// <summary>The user who closed it.</summary>
    public required string By { get; init; }

    /// <summary>Their note.</summary>
    public string? Note { get; init; }
}
