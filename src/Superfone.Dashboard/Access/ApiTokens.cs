using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Access;

/// <summary>The API tokens that may be presented.</summary>
public sealed class ApiTokens(IOptions<ApiOptions> options)
{
    private readonly SecretSet _secrets = new(options.Value.Tokens.Select(token => token.Token));

    /// <summary>Finds the token that is presented; <see langword="null"/> when it is none of them.</summary>
    public ApiToken? Find(ReadOnlySpan<char> presented) =>
        _secrets.IndexOf(presented) is >= 0 and var index ? options.Value.Tokens[index] : null;
}
