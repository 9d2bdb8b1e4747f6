using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Access;

/// <summary>Configured secrets and tokens that are short enough to be guessed. They work, because receiving never stops for it.</summary>
public static class WeakSecrets
{
    /// <summary>The configuration keys of the weak ones, such as <c>Superfone:Webhook:Secrets:0</c>.</summary>
    public static IReadOnlyList<string> KeysIn(WebhookOptions webhook, ApiOptions api) =>
    [
        .. webhook.Secrets.Index().Where(secret => secret.Item.Length < SecretSet.Strong).Select(secret => $"{WebhookOptions.SecretsKey}:{secret.Index}"),
        .. api.Tokens.Where(token => token.Token.Length < SecretSet.Strong).Select(token => $"{ApiOptions.Section}:{token.Key}:{nameof(ApiToken.Token)}"),
    ];
}

/// <summary>Logs a warning for each weak secret, at every start.</summary>
internal sealed class WeakSecretsStart(IOptions<WebhookOptions> webhook, IOptions<ApiOptions> api, ILogger<WeakSecretsStart> logger) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var key in WeakSecrets.KeysIn(webhook.Value, api.Value))
            logger.LogWarning("{Key} has fewer than {Length} characters and can be guessed; use a longer one", key, SecretSet.Strong);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
