namespace Superfone.Dashboard.Storage.Primary.Push;

/// <summary>A browser in which a user asked to be notified. It ends with the session in which they did.</summary>
public sealed class PushDevice
{
    /// <summary>Its key.</summary>
    public long Id { get; init; }

    /// <summary>The user.</summary>
    public required string UserId { get; init; }

    /// <summary>The session of the browser; deleting that deletes the row.</summary>
    public required string SessionId { get; init; }

    /// <summary>The address of the browser's push service. Whoever knows it and the keys can notify the device.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The browser's public key, base64url.</summary>
    public required string P256dh { get; init; }

    /// <summary>The browser's authentication secret, base64url.</summary>
    public required string Auth { get; init; }

    /// <summary>The browser's name, such as "Chrome on Android"; <see langword="null"/> if it is not known.</summary>
    public string? Name { get; init; }

    /// <summary>The language of notifications, such as <c>en-IN</c>.</summary>
    public required string Language { get; init; }

    /// <summary>The address at which the browser opens the dashboard, without a path.</summary>
    public required string Origin { get; init; }

    /// <summary>The names of the kinds that are wanted, separated by spaces.</summary>
    public required string Kinds { get; set; }

    /// <summary>The time at which they asked, UTC.</summary>
    public DateTime CreatedUtc { get; init; }

    /// <summary>The time of the last notification that the push service took, UTC.</summary>
    public DateTime? LastSuccessUtc { get; set; }

    /// <summary>The time of the last one that it did not take, UTC.</summary>
    public DateTime? LastFailureUtc { get; set; }
}

/// <summary>When a user does not want to be notified on any device, and of what they want to be told by mail.</summary>
public sealed class PushPreference
{
    /// <summary>The user.</summary>
    public required string UserId { get; init; }

    /// <summary>The beginning of the quiet hours, in minutes after midnight; <see langword="null"/> for none.</summary>
    public int? QuietFrom { get; set; }

    /// <summary>The end of the quiet hours, in minutes after midnight; <see langword="null"/> for none.</summary>
    public int? QuietUntil { get; set; }

    /// <summary>Whether they are notified only while the business works.</summary>
    public bool OnlyWorkingHours { get; set; }

    /// <summary>The names of the kinds that are wanted by mail, separated by spaces; <see langword="null"/> for none.</summary>
    public string? MailKinds { get; set; }

    /// <summary>The time at which they were chosen, UTC; <see langword="null"/> if they never were.</summary>
    public DateTime? MailSinceUtc { get; set; }
}

/// <summary>An event of which a device was notified, so that it is not again after a restart. Kept for some days.</summary>
public sealed class PushRecord
{
    /// <summary>The device.</summary>
    public long DeviceId { get; init; }

    /// <summary>The event, such as <c>missed-5</c>; without names and numbers.</summary>
    public required string Topic { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTime AtUtc { get; init; }

    /// <summary>Whether it is on its way. After a restart, what was is sent anew if it is still news.</summary>
    public bool IsBeingSent { get; init; }
}
