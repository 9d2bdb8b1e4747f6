using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration.Network;

namespace Superfone.Dashboard.Access.SignIn;

/// <summary>Recognises a browser in which a user has signed in before. The cookie opens nothing: it only spares the browser the waits that others cause.</summary>
public sealed class DeviceCookie(IDataProtectionProvider protection, IOptionsMonitor<AddressOptions> addresses)
{
    private const string Name = "superfone-device";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(400);

    private readonly IDataProtector _protector = protection.CreateProtector("Superfone.Dashboard.DeviceCookie");

    /// <summary>Identifies the browser for an account.</summary>
    /// <param name="request">The request.</param>
    /// <param name="userId">The account.</param>
    /// <returns>The identification, or <see langword="null"/> if the account has not been used in this browser.</returns>
    public string? Find(HttpRequest request, string userId)
    {
        if (request.Cookies[Name] is not { Length: > 0 and < 4000 } cookie)
            return null;
        try
        {
            return _protector.Unprotect(cookie).Split(' ') is [var id, var device] && id == userId ? device : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Remembers the browser for an account.</summary>
    public void Remember(HttpContext context, string userId)
    {
        if (Find(context.Request, userId) is not null)
            return;
        context.Response.Cookies.Append(Name, _protector.Protect($"{userId} {Guid.NewGuid():N}"), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps || addresses.CurrentValue.IsSecure,
            MaxAge = Lifetime,
        });
    }
}
