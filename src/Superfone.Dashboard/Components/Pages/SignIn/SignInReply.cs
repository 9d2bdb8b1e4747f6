using System.Globalization;
using Microsoft.Extensions.Localization;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.SignIn;
using Superfone.Dashboard.Localization;

namespace Superfone.Dashboard.Components.Pages.SignIn;

/// <summary>What a page replies to an attempt to sign in.</summary>
/// <param name="Address">The page to open next; <see langword="null"/> to stay.</param>
/// <param name="Error">What is wrong; <see langword="null"/> if nothing is.</param>
internal sealed record SignInReply(string? Address, string? Error)
{
    /// <summary>The reply to an attempt. If somebody must wait, it sets status 429 and <c>Retry-After</c>.</summary>
    /// <param name="result">The attempt's result.</param>
    /// <param name="context">The request.</param>
    /// <param name="text">The texts.</param>
    /// <param name="wrong">The text for a wrong password or code.</param>
    /// <param name="returnUrl">The page that was asked for; may be any text.</param>
    /// <param name="remembers">Whether the browser stays signed in when it is closed.</param>
    public static SignInReply Of(PasswordSignInResult result, HttpContext context, IStringLocalizer text, string wrong, string? returnUrl, bool remembers = false)
    {
        var next = ReturnAddress.Of(returnUrl);
        return result.Outcome switch
        {
            PasswordSignInOutcome.SignedIn => new(next, null),
            PasswordSignInOutcome.NeedsSecondFactor => new($"/login/code?remember={(remembers ? 1 : 0)}&returnUrl={Uri.EscapeDataString(next)}", null),
            PasswordSignInOutcome.Wrong => new(null, text[wrong]),
            PasswordSignInOutcome.MustWait => new(null, Wait(result.Wait, context.Response, text)),
        };
    }

    private static string Wait(TimeSpan wait, HttpResponse response, IStringLocalizer text)
    {
        var seconds = (long)Math.Ceiling(wait.TotalSeconds);
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return text["SignIn.Wait", seconds < 60 ? text.Plural("SignIn.Wait.Seconds", seconds) : text.Plural("SignIn.Wait.Minutes", (seconds + 59) / 60)];
    }
}
