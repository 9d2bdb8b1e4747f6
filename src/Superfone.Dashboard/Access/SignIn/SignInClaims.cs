using System.Globalization;
using System.Security.Claims;

namespace Superfone.Dashboard.Access.SignIn;

/// <summary>Claims about how and when somebody signed in.</summary>
public static class SignInClaims
{
    /// <summary>The time at which they last proved who they are, in seconds since 1970.</summary>
    public const string ProvedAt = "auth_time";

    /// <summary>Present if they have a second factor.</summary>
    public const string HasSecondFactor = "second_factor";

    /// <summary>How long a proof is enough for what is asked again: users, tokens, secrets, erasure.</summary>
    public static readonly TimeSpan Recent = TimeSpan.FromMinutes(15);

    /// <summary>Whether somebody proved who they are a short while ago.</summary>
    /// <param name="user">The signed-in user.</param>
    /// <param name="now">The current time.</param>
    public static bool IsRecent(this ClaimsPrincipal user, DateTimeOffset now) =>
        long.TryParse(user.FindFirstValue(ProvedAt), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && (now - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() < Recent; // The clock may have been set back.
}
