namespace Superfone.Dashboard.Storage.Primary.People;

/// <summary>A browser in which a user is signed in. Its cookie holds only the session's key, so that deleting the row ends the session.</summary>
public sealed class UserSession
{
    /// <summary>The SHA-256 of the key in the cookie, in hexadecimal.</summary>
    public required string Id { get; init; }

    /// <summary>The user.</summary>
    public required string UserId { get; init; }

    /// <summary>The serialized authentication ticket, protected.</summary>
    public required byte[] Ticket { get; set; }

    /// <summary>The time of the sign-in, UTC.</summary>
    public DateTime CreatedUtc { get; init; }

    /// <summary>The time of the latest request, to the minute, UTC.</summary>
    public DateTime LastSeenUtc { get; set; }

    /// <summary>The time at which it ends by itself, UTC.</summary>
    public DateTime ExpiresUtc { get; set; }

    /// <summary>The IP address of the sign-in.</summary>
    public string? Address { get; init; }

    /// <summary>The browser's <c>User-Agent</c> header, shortened.</summary>
    public string? Browser { get; init; }
}
