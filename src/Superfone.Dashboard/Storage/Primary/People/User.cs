using Microsoft.AspNetCore.Identity;

namespace Superfone.Dashboard.Storage.Primary.People;

/// <summary>A person who can sign in. The email is the user name.</summary>
public sealed class User : IdentityUser
{
    /// <summary>The name that colleagues see; <see langword="null"/> to show the email.</summary>
    public string? Name { get; set; }

    /// <summary>Their number in the staff directory, in E.164; <see langword="null"/> if it is not known.</summary>
    public string? StaffPhone { get; set; }

    /// <summary>The Superfone numbers whose calls they see; <see langword="null"/> for all.</summary>
    public IReadOnlyList<string>? Accounts { get; set; }

    /// <summary>The tag of the language in which they read, such as <c>hi</c>; <see langword="null"/> before they signed in in a browser that tells one.</summary>
    public string? Language { get; set; }

    /// <summary>The appearance that they chose, <c>light</c> or <c>dark</c>; <see langword="null"/> for that of their device.</summary>
    public string? Appearance { get; set; }

    /// <summary>Whether they may no longer sign in.</summary>
    public bool IsDisabled { get; set; }

    /// <summary>The time at which they were invited, UTC.</summary>
    public DateTime CreatedUtc { get; set; }

    /// <summary>The time of their latest request, to the minute, UTC; <see langword="null"/> before the first.</summary>
    public DateTime? LastSeenUtc { get; set; }
}
