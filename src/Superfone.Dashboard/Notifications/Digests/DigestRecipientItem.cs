namespace Superfone.Dashboard.Notifications.Digests;

/// <summary>Somebody who may get digests by mail.</summary>
public sealed record DigestRecipientItem
{
    /// <summary>The key; 0 for a user who gets none.</summary>
    public required long Id { get; init; }

    /// <summary>The user; <see langword="null"/> for an address without an account.</summary>
    public required string? UserId { get; init; }

    /// <summary>The address.</summary>
    public required string Email { get; init; }

    /// <summary>The user's name; <see langword="null"/> if there is none.</summary>
    public string? Name { get; init; }

    /// <summary>Whether they get the digest of each day.</summary>
    public required bool IsDaily { get; init; }

    /// <summary>Whether they get the weekly report.</summary>
    public required bool IsWeekly { get; init; }

    /// <summary>Whether an address gets callers' names too.</summary>
    public required bool HasNames { get; init; }

    /// <summary>The tag of the language in which an address is written to; <see langword="null"/> for a user, who has their own.</summary>
    public string? Language { get; init; }

    /// <summary>The time at which they unsubscribed, UTC; <see langword="null"/> if they did not.</summary>
    public required DateTime? UnsubscribedUtc { get; init; }
}

/// <summary>A digest of the last days.</summary>
/// <param name="Email">Whose it is.</param>
/// <param name="IsWeekly">Whether it is the weekly report.</param>
/// <param name="Day">The last day that it tells of.</param>
/// <param name="SentUtc">The time at which the server took it, UTC; <see langword="null"/> if it did not.</param>
/// <param name="Error">Why not, as <see cref="Mail.MailResult.StoredText"/>.</param>
/// <param name="NextUtc">The time of the next attempt, UTC; <see langword="null"/> if there is none.</param>
public sealed record DigestSendItem(string Email, bool IsWeekly, DateOnly Day, DateTime? SentUtc, string? Error, DateTime? NextUtc);

/// <summary>What somebody is to get; what is <see langword="null"/> stays as it is.</summary>
/// <param name="IsDaily">Whether they get the digest of each day.</param>
/// <param name="IsWeekly">Whether they get the weekly report.</param>
/// <param name="HasNames">Whether an address gets callers' names too, and not only figures.</param>
/// <param name="Language">The tag of the language in which an address is written to.</param>
public sealed record DigestWish(bool? IsDaily = null, bool? IsWeekly = null, bool? HasNames = null, string? Language = null);

/// <summary>What became of an address that was to be added.</summary>
public enum AddedAddress
{
    /// <summary>It gets digests.</summary>
    Added,

    /// <summary>It is in the list already, and stays as it is.</summary>
    Known,

    /// <summary>It is not an address.</summary>
    NotAnAddress,
}
