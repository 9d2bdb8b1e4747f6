using System.Globalization;
using Superfone.Dashboard.Access.Sessions;

namespace Superfone.Dashboard.Access.Tokens;

/// <summary>Ends the connections of API tokens: at once when one is revoked here, otherwise with the next sweep.</summary>
internal sealed class TokenCheck : ICredentialCheck
{
    private readonly ApiTokens _tokens;

    /// <summary>Creates the check.</summary>
    public TokenCheck(ApiTokens tokens, OpenConnections connections)
    {
        _tokens = tokens;
        tokens.Revoked += id => connections.Abort(new Credential(Kind, id.ToString(CultureInfo.InvariantCulture)));
    }

    /// <inheritdoc/>
    public string Kind => UserClaims.Token;

    /// <inheritdoc/>
    public ValueTask<bool> IsValidAsync(string id, CancellationToken cancellation) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var token) ? _tokens.IsValidAsync(token) : ValueTask.FromResult(false);
}
