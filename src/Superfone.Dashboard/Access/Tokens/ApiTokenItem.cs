namespace Superfone.Dashboard.Access.Tokens;

/// <summary>An API token, without the token itself.</summary>
public sealed record ApiTokenItem
{
    /// <summary>Its key; <see langword="null"/> for a configured token, which cannot be revoked here.</summary>
    public long? Id { get; init; }

    /// <summary>Its name, shown wherever a user's email would be.</summary>
    public required string Name { get; init; }

    /// <summary>Its role: Owner, Manager, Agent or Viewer.</summary>
    public required string Role { get; init; }

    /// <summary>The Superfone numbers whose calls it sees; <see langword="null"/> for all.</summary>
    public IReadOnlyList<string>? Accounts { get; init; }

    /// <summary>The email of the user, or the name of the configured token, with whom it ends; <see langword="null"/> for a configured token.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>The time at which it was made; <see langword="null"/> for a configured token.</summary>
    public DateTime? CreatedUtc { get; init; }

    /// <summary>The time at which it ends; <see langword="null"/> for never.</summary>
    public DateTime? ExpiresUtc { get; init; }

    /// <summary>The time of its latest use, to the minute; <see langword="null"/> before the first, and for a configured token.</summary>
    public DateTime? LastUsedUtc { get; init; }
}
