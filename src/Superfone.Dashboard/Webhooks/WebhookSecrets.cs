using Microsoft.Extensions.Options;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Storage.Truth;

namespace Superfone.Dashboard.Webhooks;

/// <summary>The secrets that Superfone may present: the configured ones, or else the one made at the first start.</summary>
public sealed class WebhookSecrets(IOptions<WebhookOptions> options, SettingStore settings)
{
    // Made when first asked for, because the database opens after this object is built.
    private readonly Lazy<string?> _own = new(() =>
        options.Value.Secrets.Count > 0 ? null : settings.GetOrAdd(SettingStore.WebhookSecret, SecretSet.Create()));

    private SecretSet? _accepted;

    /// <summary>The application's own secret; <see langword="null"/> where secrets are configured.</summary>
    public string? Own => _own.Value;

    /// <summary>Whether an <c>Authorization</c> header bears an accepted secret.</summary>
    public bool Accepts(string? header)
    {
        _accepted ??= new SecretSet(Own is null ? options.Value.Secrets : [Own]);
        return _accepted.IndexOf(SecretSet.Bearer(header)) >= 0;
    }
}
