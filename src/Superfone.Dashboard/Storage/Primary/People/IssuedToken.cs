namespace Superfone.Dashboard.Storage.Primary.People;

/// <summary>An API token that was made in Settings. The token itself is not stored.</summary>
public sealed class IssuedToken
{
    /// <summary>Its key.</summary>
    public long Id { get; init; }

    /// <summary>Its name, shown wherever a user's email would be.</summary>
    public required string Name { get; init; }

    /// <summary>The SHA-256 of the token.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>Its role.</summary>
    public required string Role { get; init; }

    /// <summary>The Superfone numbers whose calls it sees, as keys; <see langword="null"/> for all.</summary>
    public IReadOnlyList<string>? Accounts { get; init; }

    /// <summary>The user who made it. It ends with them.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>The time at which it was made, UTC.</summary>
    public DateTime CreatedUtc { get; init; }

    /// <summary>The time at which it ends, UTC; <see langword="null"/> for never.</summary>
    public DateTime? ExpiresUtc { get; init; }

    /// <summary>The time of its latest use, to the minute, UTC; <see langword="null"/> before the first.</summary>
    public DateTime? LastUsedUtc { get; set; }
}
