using Microsoft.Extensions.Options;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Access.Tokens;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Storage.Nodes;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.People;

namespace Superfone.Dashboard.Access;

/// <summary>
/// The API tokens, configured or made in Settings. Those made in Settings are read again at least every <see cref="Freshness"/>, so that
/// one that was revoked elsewhere, or whose maker was disabled, soon ends; changes made here count at once, and on other nodes as soon as they hear of them.
/// </summary>
public sealed class ApiTokens : IDisposable
{
    /// <summary>The time after which tokens are read again.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(30);

    private const string ConfiguredMaker = "token:";

    private readonly IReadOnlyList<ApiToken> _configured;
    private readonly SecretSet _configuredSecrets;
    private readonly IssuedTokenTable _table;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly LastUses _uses;
    private readonly INodeMessages _nodes;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile IssuedTokens? _read;
    private int _changes;

    /// <summary>Creates the tokens; those made in Settings are read on first use.</summary>
    public ApiTokens(IOptions<ApiOptions> options, IssuedTokenTable table, PrimaryWriter writer, INodeMessages nodes, TimeProvider time, ILogger<ApiTokens> logger)
    {
        (_configured, _table, _nodes, _time, _logger) = (options.Value.Tokens, table, nodes, time, logger);
        _configuredSecrets = new SecretSet(_configured.Select(token => SecretSet.HashOf(token.Token)));
        _uses = new LastUses(writer, time, logger, table.SetLastUsed);
    }

    /// <summary>Raised with the id of a token that was revoked; whoever is connected with it is to be disconnected.</summary>
    public event Action<long>? Revoked;

    /// <summary>Finds a presented token; <see langword="null"/> if it is unknown, has expired, or its maker is disabled.</summary>
    public async ValueTask<PresentedToken?> FindAsync(string presented)
    {
        if (_configuredSecrets.IndexOf(presented) is >= 0 and var index)
            return new PresentedToken(null, _configured[index].Name, _configured[index].Role) { Accounts = _configured[index].Accounts };
        var issued = await ReadAsync();
        if (issued.Secrets.IndexOf(presented) is not (>= 0 and var found) || !IsValid(issued.Rows[found]))
            return null;
        var token = issued.Rows[found].Token;
        _uses.Record(token.Id);
        return new PresentedToken(token.Id, token.Name, token.Role) { Accounts = token.Accounts ?? [] };
    }

    /// <summary>Whether a token that was made in Settings still counts.</summary>
    public async ValueTask<bool> IsValidAsync(long id) => (await ReadAsync()).Rows.FirstOrDefault(row => row.Token.Id == id) is { } row && IsValid(row);

    /// <summary>Lists all tokens, first the configured ones.</summary>
    public async Task<IReadOnlyList<ApiTokenItem>> ListAsync() =>
    [
        .. _configured.Select(token => new ApiTokenItem { Name = token.Name, Role = token.Role, Accounts = token.Accounts is { Count: > 0 } accounts ? accounts : null }),
        .. (await ReadAsync()).Rows.Select(row => new ApiTokenItem
        {
            Id = row.Token.Id,
            Name = row.Token.Name,
            Role = row.Token.Role,
            Accounts = row.Token.Accounts,
            CreatedBy = row.MakerEmail ?? row.Token.CreatedBy[(row.Token.CreatedBy.IndexOf(':') + 1)..],
            CreatedUtc = row.Token.CreatedUtc,
            ExpiresUtc = row.Token.ExpiresUtc,
            LastUsedUtc = _uses.Of(row.Token.Id, row.Token.LastUsedUtc),
        }),
    ];

    /// <summary>Reads the tokens again before the next one is checked. Call it when a token or a user has changed.</summary>
    public void Forget()
    {
        ReadAgain();
        _nodes.Send(NodeTopic.Tokens);
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    /// <summary>Reads the tokens again before the next one is checked, because another node has changed some.</summary>
    internal void ReadAgain()
    {
        Interlocked.Increment(ref _changes);
        _read = null;
    }

    /// <summary>Forgets a token that was revoked, and has its connections ended.</summary>
    internal void Revoke(long id)
    {
        Forget();
        Revoked?.Invoke(id);
    }

    /// <summary>With whom a token ends that somebody makes: a token that was made with another ends with the maker of that one.</summary>
    internal async Task<string> MakerOfAsync(Actor by) =>
        by.UserId ?? (await ReadAsync()).Rows.FirstOrDefault(row => row.Token.Name == by.Name)?.Token.CreatedBy ?? ConfiguredMaker + by.Name;

    private bool IsValid(IssuedTokenRow row) => !(row.Token.ExpiresUtc <= _time.GetUtcNow().UtcDateTime) && row switch
    {
        { IsMakerDisabled: true } => false,
        { MakerEmail: not null } => RolePermissions.Of(row.MakerRole).IsSupersetOf(RolePermissions.Of(row.Token.Role)), // A demoted owner keeps none of an owner's.
        _ => _configured.Any(token => row.Token.CreatedBy == ConfiguredMaker + token.Name),
    };

    private async ValueTask<IssuedTokens> ReadAsync()
    {
        if (_read is { } fresh && _time.GetElapsedTime(fresh.ReadAt) < Freshness)
            return fresh;
        await _turn.WaitAsync();
        try
        {
            while (true)
            {
                if (_read is { } current && _time.GetElapsedTime(current.ReadAt) < Freshness)
                    return current;
                var (changes, at) = (Volatile.Read(ref _changes), _time.GetTimestamp());
                var read = new IssuedTokens(await _table.ReadAsync(), at);
                if (changes == Volatile.Read(ref _changes))
                    return _read = read;
            }
        }
        catch (System.Data.Common.DbException error)
        {
            // Configured tokens still work, so that health and metrics can be read.
            _logger.LogWarning(error, "The API tokens made in Settings could not be read, so they are refused");
            return new IssuedTokens([], _time.GetTimestamp());
        }
        finally
        {
            _turn.Release();
        }
    }

    private sealed record IssuedTokens(IReadOnlyList<IssuedTokenRow> Rows, long ReadAt)
    {
        public SecretSet Secrets { get; } = new(Rows.Select(row => row.Token.Hash));
    }
}
