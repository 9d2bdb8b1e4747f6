namespace Superfone.Dashboard.Access;

/// <summary>The types of the claims that users and API tokens have besides name and role.</summary>
public static class UserClaims
{
    /// <summary>The user's number in the staff directory, in E.164.</summary>
    public const string Staff = "staff";

    /// <summary>A Superfone number whose calls the user sees; there is one claim for each, and none if the user sees all.</summary>
    public const string Account = "account";

    /// <summary>The user's <c>ConcurrencyStamp</c> at the sign-in, which each change of the user replaces.</summary>
    public const string Version = "version";

    /// <summary>The id of the session with which the user is signed in.</summary>
    public const string Session = "session";

    /// <summary>The id of an API token that was made in Settings.</summary>
    public const string Token = "token";
}
