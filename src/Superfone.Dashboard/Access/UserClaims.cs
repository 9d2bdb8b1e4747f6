namespace Superfone.Dashboard.Access;

/// <summary>The types of the claims that say what a user sees.</summary>
public static class UserClaims
{
    /// <summary>The user's own number in the staff directory, as a key.</summary>
    public const string Staff = "staff";

    /// <summary>A Superfone number whose calls they see, as a key; one claim for each. Without any, they see those of all numbers.</summary>
    public const string Account = "account";
}
