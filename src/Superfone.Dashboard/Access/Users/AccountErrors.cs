using Microsoft.AspNetCore.Identity;

namespace Superfone.Dashboard.Access.Users;

/// <summary>What may be wrong with an account or its password, besides what Identity knows.</summary>
public abstract class AccountErrors : IdentityErrorDescriber
{
    /// <summary>The password is one that is guessed first.</summary>
    public abstract IdentityError PasswordTooCommon();

    /// <summary>A link that works once has worked.</summary>
    public abstract IdentityError LinkUsed();
}
