using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Storage.Nodes;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.People;

namespace Superfone.Dashboard.Ingest.Webhook;

/// <summary>
/// The secrets made on pages, the first of them by the first start, as the primary database has them. They are read on first use, because it opens later,
/// and again when another node has changed them.
/// </summary>
internal sealed class MadeSecrets : IDisposable
{
    private const string Purpose = "Superfone.Webhook.Secret";

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);

    private readonly SettingStore _settings;
    private readonly WebhookSecretTable _table;
    private readonly PrimaryWriter _writer;
    private readonly IDataProtector _protector;
    private readonly INodeMessages _nodes;
    private readonly TimeProvider _time;
    private readonly IDisposable _receiving;
    private readonly ITimer _retry;
    private readonly Lock _reading = new();
    private volatile ReadSecrets? _read;
    private int _changes;
    private volatile bool _isNew;

    /// <summary>Creates it without reading.</summary>
    public MadeSecrets(SettingStore settings, WebhookSecretTable table, PrimaryWriter writer, IDataProtectionProvider protection, INodeMessages nodes, TimeProvider time)
    {
        (_settings, _table, _writer, _nodes, _time) = (settings, table, writer, nodes, time);
        _protector = protection.CreateProtector(Purpose);
        _receiving = nodes.Receive(NodeTopic.Secrets, _ => Interlocked.Increment(ref _changes));
        _retry = time.CreateTimer(_ => Interlocked.Increment(ref _changes), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether this start created the first secret.</summary>
    public bool IsNew
    {
        get
        {
            _ = Current;
            return _isNew;
        }
    }

    /// <summary>The secrets, oldest first. What was read before another node changed something does not count any more.</summary>
    public ReadSecrets Current => _read is { } read && read.Changes == Volatile.Read(ref _changes) ? read : Open();

    /// <summary>Makes another secret, which counts when the task ends.</summary>
    /// <returns>Whether it was made: not if there are already <see cref="WebhookSecrets.Most"/>.</returns>
    /// <exception cref="DbException">Nothing was stored.</exception>
    public async Task<bool> AddAsync(string? by)
    {
        var made = NewRow(SecretSet.Create(), by);
        var isAdded = await _writer.RunAsync(() => _table.Add(made, WebhookSecrets.Most));
        TellOfChange();
        return isAdded;
    }

    /// <summary>Removes a secret, from then on refused.</summary>
    /// <returns>Whether it was removed: not if it is the only one.</returns>
    /// <exception cref="DbException">It could not be removed.</exception>
    public async Task<bool> RemoveAsync(WebhookSecret secret)
    {
        var isOfFirstStart = _settings.Find(SettingStore.WebhookSecret) is { } first && secret.Hash.AsSpan().SequenceEqual(SecretSet.HashOf(first));
        var isRemoved = await _writer.RunAsync(() => _table.Remove(secret.Id, isOfFirstStart));
        TellOfChange();
        return isRemoved;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _receiving.Dispose();
        _retry.Dispose();
    }

    // Before they are read, which may fail: what was known does not count any more.
    private void TellOfChange()
    {
        Interlocked.Increment(ref _changes);
        _nodes.Send(NodeTopic.Secrets);
        Read();
    }

    private ReadSecrets Open()
    {
        lock (_reading)
        {
            var changes = Volatile.Read(ref _changes);
            if (_read is { } read)
                return read.Changes == changes ? read : ReadAgain(read, changes);

            // An older version kept its secret as a setting, where it stays as long as it counts, so that this version can be undone.
            var first = _settings.Find(SettingStore.WebhookSecret);
            if (first is null && _table.Read().Count == 0)
                (first, _isNew) = (SecretSet.Create(), true);
            if (first is not null)
            {
                // Two nodes that start together make one.
                var most = _isNew ? 1 : WebhookSecrets.Most;
                var row = NewRow(first, null);
                _writer.RunAsync(() => _table.Add(row, most)).GetAwaiter().GetResult();
            }

            return Read();
        }
    }

    // Until the database can be read, what was known stays: a delivery must not be refused for it.
    private ReadSecrets ReadAgain(ReadSecrets known, int changes)
    {
        try
        {
            return Read();
        }
        catch (Exception error) when (error is DbException or TimeoutException)
        {
            _retry.Change(RetryDelay, Timeout.InfiniteTimeSpan);
            return _read = known with { Changes = changes };
        }
    }

    // In turn, so that what was read before a change does not replace what was read after it.
    private ReadSecrets Read()
    {
        lock (_reading)
        {
            var changes = Volatile.Read(ref _changes);
            var rows = _table.Read();
            return _read = new ReadSecrets(changes, new SecretSet(rows.Select(row => row.Hash)), rows, [.. rows.Select(row => TextOf(row.Protected))]);
        }
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
}

/// <summary>The secrets made on pages, oldest first.</summary>
/// <param name="Changes">The number of changes by other nodes before they were read.</param>
/// <param name="Set">Recognises them.</param>
/// <param name="Rows">Their rows.</param>
/// <param name="Texts">The secrets themselves; <see langword="null"/> for one that cannot be shown.</param>
internal sealed record ReadSecrets(int Changes, SecretSet Set, IReadOnlyList<WebhookSecret> Rows, IReadOnlyList<string?> Texts);
