using Microsoft.Extensions.Options;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Ingest.Webhook;

/// <summary>The accepted secrets: the configured ones, or else the one created at the first start.</summary>
public sealed class WebhookSecrets
{
    // Created on first use, because the database opens after this object is constructed.
    private readonly Lazy<(string? Secret, bool IsNew)> _own;
    private readonly Lazy<SecretSet> _accepted;
    private readonly IReadOnlyList<string> _configured;

    /// <summary>Creates secrets that are read on first use.</summary>
    public WebhookSecrets(IOptions<WebhookOptions> options, SettingStore settings)
    {
        _configured = options.Value.Secrets;
        _own = new(() => _configured.Count > 0 ? (null, false) : GetOrCreate(settings));
        _accepted = new(() => new SecretSet(Own is null ? _configured : [Own]));
    }

    /// <summary>The application's own secret; <see langword="null"/> if secrets are configured.</summary>
    public string? Own => _own.Value.Secret;

    /// <summary>The secret to paste into Superfone: the application's own, or the first configured one.</summary>
    public string ToPaste => Own ?? _configured[0];

    /// <summary>The value of the <c>Authorization</c> header to paste into Superfone.</summary>
    public string HeaderToPaste => $"Bearer {ToPaste}";

    /// <summary>Whether this start created the application's own secret.</summary>
    public bool IsNew => _own.Value.IsNew;

    /// <summary>Whether an <c>Authorization</c> header contains an accepted secret.</summary>
    public bool Accepts(string? header) => _accepted.Value.IndexOf(SecretSet.Bearer(header)) >= 0;

    private static (string Secret, bool IsNew) GetOrCreate(SettingStore settings)
    {
        var made = SecretSet.Create();
        var kept = settings.GetOrAddAsync(SettingStore.WebhookSecret, made).GetAwaiter().GetResult();
        return (kept, kept == made);
    }
}
