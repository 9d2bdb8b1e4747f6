namespace Superfone.Dashboard.Storage.Primary.Mail;

/// <summary>An event of which a user was told by mail, so that they are not again after a restart. Kept for some days.</summary>
public sealed class MailRecord
{
    /// <summary>The user.</summary>
    public required string UserId { get; init; }

    /// <summary>The event, such as <c>missed-5</c>; without names and numbers.</summary>
    public required string Topic { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTime AtUtc { get; init; }
}

/// <summary>Something that lasts and of which people are told, such as an overdue backup.</summary>
public sealed class LastingState
{
    /// <summary>What, such as <c>backup</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The time at which it was first seen, UTC.</summary>
    public DateTime BeganUtc { get; init; }

    /// <summary>The time at which it was last seen, UTC.</summary>
    public DateTime SeenUtc { get; set; }
}
