using Microsoft.Extensions.Localization;
using Superfone.Dashboard.Localization;

namespace Superfone.Dashboard.Components.Pages.SignIn;

/// <summary>Replies to somebody who must wait before they try again.</summary>
internal static class SignInWait
{
    /// <summary>Sets status 429 and <c>Retry-After</c>, and says how long to wait.</summary>
    public static string Reply(HttpContext context, TimeSpan wait, IStringLocalizer text)
    {
        var seconds = (long)Math.Ceiling(wait.TotalSeconds);
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return text["SignIn.Wait", text.Duration(seconds)];
    }
}
