using System.Data.Common;
using System.Security.Cryptography;
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

    private const string Purpose = "Superfone.Webhook.Secret";
    private const string Subject = "webhook secret";

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);

    private readonly IReadOnlyList<string> _configured;
    private readonly SettingStore _settings;
    private readonly WebhookSecretTable _table;
    private readonly PrimaryWriter _writer;
    private readonly IDataProtector _protector;
    private readonly AuditLog _audit;
    private readonly TimeProvider _time;
    private readonly LastUses _uses;
    private readonly INodeMessages _nodes;
    private readonly IDisposable _receiving;
    private readonly ITimer _retry;
    private readonly Lock _opening = new();
    private volatile Accepted? _accepted;
    private int _changes;
    private volatile bool _isNew;

    /// <summary>Creates secrets that are read on first use, because the database opens later.</summary>
    public WebhookSecrets(
        IOptions<WebhookOptions> options, SettingStore settings, WebhookSecretTable table, PrimaryWriter writer, IDataProtectionProvider protection,
        AuditLog audit, INodeMessages nodes, TimeProvider time, ILogger<WebhookSecrets> logger)
    {
        (_configured, _settings, _table, _writer, _audit, _nodes, _time) = (options.Value.Secrets, settings, table, writer, audit, nodes, time);
        _receiving = nodes.Receive(NodeTopic.Secrets, _ => Interlocked.Increment(ref _changes));
        _retry = time.CreateTimer(_ => Interlocked.Increment(ref _changes), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _protector = protection.CreateProtector(Purpose);
        _uses = new LastUses(writer, time, logger, IsConfigured ? static (_, _) => { } : table.SetLastUsed);
    }

    /// <summary>Whether secrets are configured, so that none made on the page counts.</summary>
    public bool IsConfigured => _configured.Count > 0;

    /// <summary>Whether this start created the first secret.</summary>
    public bool IsNew
    {
        get
        {
            _ = Current;
            return _isNew;
        }
    }

    /// <summary>The application's newest secret; <see langword="null"/> if secrets are configured, or if the keys that protect it are lost.</summary>
    public string? Own => IsConfigured ? null : ToPaste;

    /// <summary>The secret to paste into Superfone: the newest, or the first configured one; <see langword="null"/> if it cannot be shown.</summary>
    public string? ToPaste => IsConfigured ? _configured[0] : Current.Texts[^1];

    /// <summary>The value of the <c>Authorization</c> header to paste into Superfone; <see langword="null"/> if it cannot be shown.</summary>
    public string? HeaderToPaste => ToPaste is { } secret ? $"Bearer {secret}" : null;

    // What was read before another node changed something does not count any more.
    private Accepted Current => _accepted is { } accepted && accepted.Changes == Volatile.Read(ref _changes) ? accepted : Open();

    /// <summary>Lists the accepted secrets, oldest first; uses of configured ones are known since the start.</summary>
    public IReadOnlyList<WebhookSecretItem> List()
    {
        if (IsConfigured)
            return [.. _configured.Select((_, index) => new WebhookSecretItem { Id = index, LastUsedUtc = _uses.Of(index, null), CanBeShown = true })];
        var current = Current;
        return [.. current.Rows.Select((row, index) => new WebhookSecretItem
        {
            Id = row.Id,
            CreatedBy = row.CreatedBy,
            CreatedUtc = row.CreatedUtc,
            LastUsedUtc = _uses.Of(row.Id, row.LastUsedUtc),
            CanBeShown = current.Texts[index] is not null,
        })];
    }

    /// <summary>Whether an <c>Authorization</c> header contains an accepted secret.</summary>
    public bool Accepts(string? header)
    {
        var current = Current;
        if (current.Set.IndexOf(SecretSet.Bearer(header)) is not (>= 0 and var index))
            return false;
        _uses.Record(IsConfigured ? index : current.Rows[index].Id);
        return true;
    }

    /// <summary>Makes another secret, which counts when the task ends, beside the one that there is.</summary>
    /// <returns>Whether it was made: not if secrets are configured, or if there are already two.</returns>
    /// <exception cref="PermissionDeniedException">They may not.</exception>
    /// <exception cref="DbException">Nothing was stored.</exception>
    public async Task<bool> CreateAsync(Actor by)
    {
        by.Require(Permission.ManageSecrets);
        if (IsConfigured || Current.Rows.Count >= Most)
            return false;
        await _audit.WriteAsync(by, AuditAction.Token, $"make {Subject}");
        var made = NewRow(SecretSet.Create(), by.Name);
        var isAdded = await _writer.RunAsync(() => _table.Add(made, Most));
        Read();
        _nodes.Send(NodeTopic.Secrets);
        return isAdded;
    }

    /// <summary>Removes a secret, from then on refused.</summary>
    /// <returns>Whether it was removed: not if it is the only one.</returns>
    /// <exception cref="PermissionDeniedException">They may not.</exception>
    /// <exception cref="DbException">It could not be removed.</exception>
    public async Task<bool> RemoveAsync(long id, Actor by)
    {
        by.Require(Permission.ManageSecrets);
        if (IsConfigured || Current.Rows.FirstOrDefault(row => row.Id == id) is not { } row || Current.Rows.Count == 1)
            return false;
        await _audit.WriteAsync(by, AuditAction.Token, $"remove {Subject} {id}");
        var isOfFirstStart = _settings.Find(SettingStore.WebhookSecret) is { } first && row.Hash.AsSpan().SequenceEqual(SecretSet.HashOf(first));
        var isRemoved = await _writer.RunAsync(() => _table.Remove(id, isOfFirstStart));
        Read();
        _nodes.Send(NodeTopic.Secrets);
        return isRemoved;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _receiving.Dispose();
        _retry.Dispose();
    }

    private Accepted Open()
    {
        lock (_opening)
        {
            var changes = Volatile.Read(ref _changes);
            if (_accepted is { } opened)
                return opened.Changes == changes ? opened : ReadAgain(opened, changes);
            if (IsConfigured)
                return _accepted = new Accepted(changes, new SecretSet(_configured.Select(SecretSet.HashOf)), [], []);

            // An older version kept its secret as a setting, where it stays as long as it counts, so that this version can be undone.
            var first = _settings.Find(SettingStore.WebhookSecret);
            if (first is null && _table.Read().Count == 0)
                (first, _isNew) = (SecretSet.Create(), true);
            if (first is not null)
            {
                // Two nodes that start together make one.
                var most = _isNew ? 1 : Most;
                var row = NewRow(first, null);
                _writer.RunAsync(() => _table.Add(row, most)).GetAwaiter().GetResult();
            }

            return Read();
        }
    }

    // Until the database can be read, what was known stays: a delivery must not be refused for it.
    private Accepted ReadAgain(Accepted known, int changes)
    {
        if (IsConfigured)
            return _accepted = known with { Changes = changes };
        try
        {
            return Read();
        }
        catch (DbException)
        {
            _retry.Change(RetryDelay, Timeout.InfiniteTimeSpan);
            return _accepted = known with { Changes = changes };
        }
    }

    private Accepted Read()
    {
        var changes = Volatile.Read(ref _changes);
        var rows = _table.Read();
        return _accepted = new Accepted(changes, new SecretSet(rows.Select(row => row.Hash)), rows, [.. rows.Select(row => TextOf(row.Protected))]);
    }

    private WebhookSecret NewRow(string secret, string? by) => new()
    {
        Protected = _protector.Protect(secret),
        Hash = SecretSet.HashOf(secret),
        CreatedBy = by,
        CreatedUtc = _time.GetUtcNow().UtcDateTime,
    };

    // The keys may be lost, or their certificate: then the secret still counts, but cannot be shown.
    private string? TextOf(string secret)
    {
        try
        {
            return _protector.Unprotect(secret);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private sealed record Accepted(int Changes, SecretSet Set, IReadOnlyList<WebhookSecret> Rows, IReadOnlyList<string?> Texts);
}
