using Microsoft.AspNetCore.Identity;

namespace Superfone.Dashboard.Access.Users;

/// <summary>What may be wrong with an account or its password, besides what Identity knows.</summary>
public class AccessErrors : IdentityErrorDescriber
{
    /// <summary>The password is one that is guessed first.</summary>
    public virtual IdentityError PasswordTooCommon() => new()
    {
        Code = nameof(PasswordTooCommon),
        Description = "The password is one of those that are guessed first. Take a few words that do not belong together.",
    };

    /// <summary>A link that works once has worked.</summary>
    public virtual IdentityError LinkUsed() => new() { Code = nameof(LinkUsed), Description = "This link has been used already." };
}
