using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Access.Tokens;

namespace Superfone.Dashboard.Api;

/// <summary>API tokens.</summary>
[Route("api/v1/tokens")]
[Tags("Tokens")]
[RequirePermission(Permission.ManageUsers)]
public sealed class TokensController(ApiTokens tokens, TokenIssuer issuer) : ApiControllerBase
{
    /// <summary>Lists all tokens, without the tokens themselves; configured ones, which have no id, come first.</summary>
    [HttpGet(Name = "listTokens")]
    public async Task<TokenList> ListAsync() => new(await tokens.ListAsync());

    /// <summary>Makes a token. The reply is the only one that has the token itself. It ends with the user who made it.</summary>
    /// <param name="request">The token.</param>
    [HttpPost(Name = "createToken")]
    [ProducesResponseType<TokenReply>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, "application/problem+json")]
    public async Task<ActionResult> CreateAsync(TokenRequest request)
    {
        ModelState.RefuseUnknown<TokenRequest>(request.Others);
        if (!ModelState.IsValid)
            return ValidationProblem();
        var result = await issuer.CreateAsync(request.Name, request.Role, request.ExpiresUtc?.UtcDateTime, request.Accounts, Caller);
        return result.Outcome switch
        {
            IssueOutcome.Made => Ok(new TokenReply(result.Id, result.Token!)),
            IssueOutcome.WrongName => Invalid("name", $"A name has 1 to {TokenIssuer.MostNameCharacters} characters."),
            IssueOutcome.WrongRole => Invalid("role", $"'{request.Role}' is not a role; roles are Owner, Manager, Agent and Viewer."),
            IssueOutcome.Expired => Invalid("expiresUtc", "The time is over."),
            IssueOutcome.WrongAccounts => Invalid("accounts", "Name at least one Superfone number, each as a phone number, or leave it out for all."),
            IssueOutcome.NameTaken => Problem("Another token has this name.", statusCode: StatusCodes.Status409Conflict),
        };
    }

    /// <summary>Revokes a token; it is refused from then on.</summary>
    /// <param name="id">The token.</param>
    [HttpDelete("{id}", Name = "revokeToken")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    public async Task<ActionResult> RevokeAsync(long id) =>
        await issuer.RevokeAsync(id, Caller) ? NoContent() : Unknown($"No token has the id {id}.");
}

/// <summary>A list of tokens, always whole.</summary>
/// <param name="Items">The tokens.</param>
/// <param name="NextCursor">Always <see langword="null"/>: there is no further part.</param>
public sealed record TokenList(IReadOnlyList<ApiTokenItem> Items, string? NextCursor = null);

/// <summary>A token to make.</summary>
public sealed record TokenRequest
{
    /// <summary>Its name.</summary>
    [Required]
    public string? Name { get; init; }

    /// <summary>Its role: Owner, Manager, Agent or Viewer.</summary>
    [Required]
    public string? Role { get; init; }

    /// <summary>The time at which it ends; absent or <see langword="null"/> for never.</summary>
    public DateTimeOffset? ExpiresUtc { get; init; }

    /// <summary>The Superfone numbers whose calls it sees, in any written form; absent or <see langword="null"/> for all.</summary>
    public IReadOnlyList<string>? Accounts { get; init; }

    /// <summary>Unknown members.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; init; }
}

/// <summary>A new token.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Token">The token, to be presented as <c>Authorization: Bearer …</c>.</param>
public sealed record TokenReply(long Id, string Token);
