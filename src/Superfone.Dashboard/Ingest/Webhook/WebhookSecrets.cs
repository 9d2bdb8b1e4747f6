using System.Data.Common;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Storage.Nodes;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.People;

namespace Superfone.Dashboard.Ingest.Webhook;

/// <summary>
/// The accepted secrets: the configured ones, or else those made on the page Connect, the first of them by the first start. Deliveries are
/// checked in memory.
/// </summary>
public sealed class WebhookSecrets : IDisposable
{
    /// <summary>The number of secrets that may exist at once: the old and the new one while rotating.</summary>
    public const int Most = 2;

    private const string Subject = "webhook secret";

    private readonly IReadOnlyList<string> _configured;
    private readonly SecretSet _configuredSet;
    private readonly MadeSecrets _made;
    private readonly AuditLog _audit;
    private readonly LastUses _uses;

    /// <summary>Creates secrets that are read on first use, because the database opens later.</summary>
    public WebhookSecrets(
        IOptions<WebhookOptions> options, SettingStore settings, WebhookSecretTable table, PrimaryWriter writer, IDataProtectionProvider protection,
        AuditLog audit, INodeMessages nodes, TimeProvider time, ILogger<WebhookSecrets> logger)
    {
        (_configured, _audit) = (options.Value.Secrets, audit);
        _configuredSet = new SecretSet(_configured.Select(SecretSet.HashOf));
        _made = new MadeSecrets(settings, table, writer, protection, nodes, time);
        _uses = new LastUses(writer, time, logger, IsConfigured ? static (_, _) => { } : table.SetLastUsed);
    }

    /// <summary>Whether secrets are configured, so that none made on the page counts.</summary>
    public bool IsConfigured => _configured.Count > 0;

    /// <summary>Whether this start created the first secret.</summary>
    public bool IsNew => !IsConfigured && _made.IsNew;

    /// <summary>The application's newest secret; <see langword="null"/> if secrets are configured, or if the keys that protect it are lost.</summary>
    public string? Own => IsConfigured ? null : ToPaste;

    /// <summary>The secret to paste into Superfone: the newest, or the first configured one; <see langword="null"/> if it cannot be shown.</summary>
    public string? ToPaste => IsConfigured ? _configured[0] : _made.Current.Texts[^1];

    /// <summary>The value of the <c>Authorization</c> header to paste into Superfone; <see langword="null"/> if it cannot be shown.</summary>
    public string? HeaderToPaste => ToPaste is { } secret ? $"Bearer {secret}" : null;

    /// <summary>Lists the accepted secrets, oldest first; uses of configured ones are known since the start.</summary>
    public IReadOnlyList<WebhookSecretItem> List()
    {
        if (IsConfigured)
            return [.. _configured.Select((_, index) => new WebhookSecretItem { Id = index, LastUsedUtc = _uses.Of(index, null), CanBeShown = true })];
        var made = _made.Current;
        return [.. made.Rows.Select((row, index) => new WebhookSecretItem
        {
            Id = row.Id,
            CreatedBy = row.CreatedBy,
            CreatedUtc = row.CreatedUtc,
            LastUsedUtc = _uses.Of(row.Id, row.LastUsedUtc),
            CanBeShown = made.Texts[index] is not null,
        })];
    }

    /// <summary>Whether an <c>Authorization</c> header contains an accepted secret.</summary>
    public bool Accepts(string? header)
    {
        var made = IsConfigured ? null : _made.Current;
        if ((made?.Set ?? _configuredSet).IndexOf(SecretSet.Bearer(header)) is not (>= 0 and var index))
            return false;
        _uses.Record(made?.Rows[index].Id ?? index);
        return true;
    }

    /// <summary>Makes another secret, which counts when the task ends, beside the one that there is.</summary>
    /// <returns>Whether it was made: not if secrets are configured, or if there are already two.</returns>
    /// <exception cref="PermissionDeniedException">They may not.</exception>
    /// <exception cref="DbException">Nothing was stored.</exception>
    public async Task<bool> CreateAsync(Actor by)
    {
        by.Require(Permission.ManageSecrets);
        if (IsConfigured || _made.Current.Rows.Count >= Most)
            return false;
        await _audit.WriteAsync(by, AuditAction.Token, $"make {Subject}");
        return await _made.AddAsync(by.Name);
    }

    /// <summary>Removes a secret, from then on refused.</summary>
    /// <returns>Whether it was removed: not if it is the only one.</returns>
    /// <exception cref="PermissionDeniedException">They may not.</exception>
    /// <exception cref="DbException">It could not be removed.</exception>
    public async Task<bool> RemoveAsync(long id, Actor by)
    {
        by.Require(Permission.ManageSecrets);
        if (IsConfigured || _made.Current.Rows.FirstOrDefault(row => row.Id == id) is not { } row || _made.Current.Rows.Count == 1)
            return false;
        await _audit.WriteAsync(by, AuditAction.Token, $"remove {Subject} {id}");
        return await _made.RemoveAsync(row);
    }

    /// <inheritdoc/>
    public void Dispose() => _made.Dispose();
}
