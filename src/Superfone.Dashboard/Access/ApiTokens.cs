using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Access;

/// <summary>The configured API tokens.</summary>
public sealed class ApiTokens(IOptions<ApiOptions> options)
{
    private readonly SecretSet _secrets = new(options.Value.Tokens.Select(token => token.Token));

    /// <summary>Finds a presented token; <see langword="null"/> if it is unknown.</summary>
    public ApiToken? Find(ReadOnlySpan<char> presented) =>
        _secrets.IndexOf(presented) is >= 0 and var index ? options.Value.Tokens[index] : null;
}
