using Superfone.Dashboard.Domain;

namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>An entry of the staff directory, as people decided it.</summary>
public sealed class StaffMember
{
    /// <summary>Its key: the number as a key, see <see cref="PhoneBook"/>; without a number, see <see cref="KeyOf"/>.</summary>
    public required string Key { get; init; }

    /// <summary>The number as a key; <see langword="null"/> if it is not known.</summary>
    public string? PhoneKey { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>Superfone's id of the person to whom contacts are assigned; <see langword="null"/> if it is not known.</summary>
    public long? AssigneeUserId { get; init; }

    /// <summary>The decision.</summary>
    public required long DecisionId { get; init; }

    /// <summary>When it was decided, UTC.</summary>
    public required DateTime AtUtc { get; init; }

    /// <summary>Who decided it.</summary>
    public required string By { get; init; }

    /// <summary>The key of an entry; <see langword="null"/> if it has neither a number nor an assignee id.</summary>
    /// <param name="phoneKey">The number as a key.</param>
    /// <param name="assigneeUserId">Superfone's id.</param>
    public static string? KeyOf(string? phoneKey, long? assigneeUserId) =>
        phoneKey ?? (assigneeUserId is { } id ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"assignee:{id}") : null);
}

/// <summary>What a decision says of an entry of the staff directory.</summary>
/// <param name="Name">The name.</param>
/// <param name="PhoneKey">The number as a key; <see langword="null"/> if it is not known.</param>
/// <param name="AssigneeUserId">Superfone's id of the person; <see langword="null"/> if it is not known.</param>
public sealed record StaffNote(string Name, string? PhoneKey, long? AssigneeUserId);
