using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Access.Requests;
using Superfone.Dashboard.Domain;

namespace Superfone.Dashboard.Access;

/// <summary>Authenticates a request by its API token; the user has the name and the role of the token.</summary>
public sealed class ApiTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, ApiTokens tokens, RefusedSecrets refused, PhoneBook phones)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    private bool _isTooMany;

    /// <summary>The name of the authentication scheme.</summary>
    public const string SchemeName = "ApiToken";

    /// <summary>Whether who asks is an API token, and not somebody who has signed in.</summary>
    public static bool IsOf(ClaimsPrincipal user) => user.Identity?.AuthenticationType == SchemeName;

    /// <summary>Whether a request presents a token, valid or not. If it does, its cookies are ignored.</summary>
    public static bool IsPresented(HttpRequest request) =>
        request.Headers.Authorization.Count > 0 || QueryToken(request) is not null;

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string? header = Request.Headers.Authorization;
        var presented = header is null ? QueryToken(Request)! : SecretSet.Bearer(header).ToString();
        if (await tokens.FindAsync(presented) is not { } token)
        {
            _isTooMany = refused.IsTooMany(Context.Connection.RemoteIpAddress);
            return AuthenticateResult.Fail("The API token is not known.");
        }

        List<Claim> claims = [new(ClaimTypes.Name, token.Name), new(ClaimTypes.Role, token.Role)];

        // A text that is not a number matches no call.
        claims.AddRange(token.Accounts.Select(account => new Claim(UserClaims.Account, phones.KeyOf(account) ?? account)));
        if (token.Id is { } id)
            claims.Add(new Claim(UserClaims.Token, id.ToString(CultureInfo.InvariantCulture)));
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, SchemeName)), SchemeName));
    }

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        _isTooMany ? AccessProblem.WriteTooManyAsync(Response, RefusedSecrets.Wait) : AccessProblem.WriteUnauthorisedAsync(Response);

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => AccessProblem.WriteForbiddenAsync(Response);

    // WebSockets of a browser cannot send headers, so SignalR clients put the token into the query string.
    private static string? QueryToken(HttpRequest request) =>
        request.Path.StartsWithSegments("/hubs") && request.Query["access_token"] is [{ Length: > 0 } token] ? token : null;
}
