using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Superfone.Dashboard.Access.Users;

namespace Superfone.Dashboard.Access.Sessions;

/// <summary>Keeps what authenticates a user in the database, so that the cookie holds only the random key of a session.</summary>
internal sealed class SessionTicketStore(UserSessions sessions, UserLanguages languages) : ITicketStore
{
    private const int MostBrowserCharacters = 200;

    /// <inheritdoc/>
    public Task<string> StoreAsync(AuthenticationTicket ticket) => sessions.AddAsync(UserIdOf(ticket), ticket, null, null);

    /// <inheritdoc/>
    public async Task<string> StoreAsync(AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken)
    {
        var browser = httpContext.Request.Headers.UserAgent.ToString();
        var key = await sessions.AddAsync(
            UserIdOf(ticket), ticket, AddressClaim.Of(httpContext), browser.Length > MostBrowserCharacters ? browser[..MostBrowserCharacters] : browser);

        // The request is answered in the language of the browser.
        if (httpContext.Request.Headers.AcceptLanguage.Count > 0)
            await languages.AdoptAsync(UserIdOf(ticket), CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
        return key;
    }

    /// <inheritdoc/>
    public Task RenewAsync(string key, AuthenticationTicket ticket) => sessions.RenewAsync(UserSessions.IdOf(key), UserIdOf(ticket), ticket);

    /// <inheritdoc/>
    public Task<AuthenticationTicket?> RetrieveAsync(string key) => FindAsync(key, CancellationToken.None);

    /// <inheritdoc/>
    public async Task<AuthenticationTicket?> RetrieveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken)
    {
        // Otherwise a sign-in would go on with the session that the browser had before, whose key somebody else may know.
        if (httpContext.GetEndpoint()?.Metadata.GetMetadata<StartsSessionAttribute>() is not null)
            return null;
        return await FindAsync(key, cancellationToken);
    }

    /// <inheritdoc/>
    public Task RemoveAsync(string key) => sessions.EndAsync(UserSessions.IdOf(key));

    private async Task<AuthenticationTicket?> FindAsync(string key, CancellationToken cancellation)
    {
        var id = UserSessions.IdOf(key);
        if (await sessions.FindAsync(id, cancellation) is not { } ticket)
            return null;

        // Renewed tickets have the claim already.
        if (!ticket.Principal.HasClaim(claim => claim.Type == UserClaims.Session))
            ((ClaimsIdentity)ticket.Principal.Identity!).AddClaim(new Claim(UserClaims.Session, id));
        return ticket;
    }

    private static string UserIdOf(AuthenticationTicket ticket) => ticket.Principal.FindFirstValue(ClaimTypes.NameIdentifier)!;
}

/// <summary>Marks a page or an endpoint that signs somebody in: it takes no notice of the session that the browser has.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StartsSessionAttribute : Attribute;
