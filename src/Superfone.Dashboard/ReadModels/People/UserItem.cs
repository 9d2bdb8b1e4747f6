namespace Superfone.Dashboard.ReadModels.People;

/// <summary>A user.</summary>
public sealed record UserItem
{
    /// <summary>The key.</summary>
    public required string Id { get; init; }

    /// <summary>The email.</summary>
    public required string Email { get; init; }

    /// <summary>The name that colleagues see; <see langword="null"/> if there is none.</summary>
    public string? Name { get; init; }

    /// <summary>The role.</summary>
    public required string Role { get; init; }

    /// <summary>Whether they may no longer sign in.</summary>
    public bool Disabled { get; init; }

    /// <summary>Their number in the staff directory, in E.164; <see langword="null"/> if it is not known.</summary>
    public string? StaffPhone { get; init; }

    /// <summary>The Superfone numbers whose calls they see; <see langword="null"/> for all.</summary>
    public IReadOnlyList<string>? Accounts { get; init; }

    /// <summary>The time of their latest request, to the minute, UTC; <see langword="null"/> before the first.</summary>
    public DateTime? LastSeenUtc { get; init; }

    /// <summary>Whether they have been invited and have not chosen a password yet.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsInvited { get; init; }
}
