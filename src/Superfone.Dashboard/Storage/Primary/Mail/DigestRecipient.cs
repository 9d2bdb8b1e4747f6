namespace Superfone.Dashboard.Storage.Primary.Mail;

/// <summary>Somebody who gets digests by mail: a user, or an address without an account.</summary>
public sealed class DigestRecipient
{
    /// <summary>Its key.</summary>
    public long Id { get; init; }

    /// <summary>The user; <see langword="null"/> for an address.</summary>
    public string? UserId { get; init; }

    /// <summary>The address; <see langword="null"/> for a user, whose email it is.</summary>
    public string? Address { get; init; }

    /// <summary>Whether they get the digest of each day.</summary>
    public bool IsDaily { get; set; }

    /// <summary>Whether they get the weekly report.</summary>
    public bool IsWeekly { get; set; }

    /// <summary>Whether an address gets callers' names too; users get what they may see.</summary>
    public bool HasNames { get; set; }

    /// <summary>The tag of the language in which an address is written to, such as <c>hi</c>; <see langword="null"/> for a user, who has their own.</summary>
    public string? Language { get; set; }

    /// <summary>The time of the last change, UTC. Nobody gets what was due before.</summary>
    public DateTime SinceUtc { get; set; }

    /// <summary>The time at which they unsubscribed, UTC; <see langword="null"/> if they did not.</summary>
    public DateTime? UnsubscribedUtc { get; set; }
}

/// <summary>A digest for a recipient: due, sent or given up. It is sent once, whatever happens to the process.</summary>
public sealed class DigestSend
{
    /// <summary>The recipient.</summary>
    public long RecipientId { get; init; }

    /// <summary>Whether it is the weekly report.</summary>
    public bool IsWeekly { get; init; }

    /// <summary>The last day that it tells of, as <see cref="DateOnly.DayNumber"/>.</summary>
    public int Day { get; init; }

    /// <summary>The time after which it is not sent any more, UTC.</summary>
    public DateTime EndUtc { get; init; }

    /// <summary>The number of attempts.</summary>
    public int Attempts { get; set; }

    /// <summary>The time of the next attempt, UTC; <see langword="null"/> once it is sent or given up.</summary>
    public DateTime? NextUtc { get; set; }

    /// <summary>The time at which the server took it, UTC.</summary>
    public DateTime? SentUtc { get; set; }

    /// <summary>Why the last attempt failed: the name of the problem, and what the server said.</summary>
    public string? Error { get; set; }
}
