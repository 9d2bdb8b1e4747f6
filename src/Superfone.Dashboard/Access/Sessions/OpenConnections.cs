using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Claims;

namespace Superfone.Dashboard.Access.Sessions;

/// <summary>
/// The requests that last as long as somebody is connected: open pages, clients of the hub, exports. When a session or a token ends, those
/// that began with it are aborted.
/// </summary>
public sealed class OpenConnections
{
    private readonly ConcurrentDictionary<Credential, ImmutableList<Connection>> _open = new();

    /// <summary>The sessions and tokens with which somebody is connected.</summary>
    public IReadOnlyCollection<Credential> Credentials => [.. _open.Keys];

    /// <summary>Adds a connection.</summary>
    /// <param name="credential">What it began with.</param>
    /// <param name="abort">Aborts it.</param>
    /// <returns>Removes it, once it has ended.</returns>
    public IDisposable Add(Credential credential, Action abort)
    {
        var own = new Connection(this, credential, abort);
        _open.AddOrUpdate(credential, _ => [own], (_, others) => others.Add(own));
        return own;
    }

    /// <summary>Aborts the connections that began with a session or a token.</summary>
    public void Abort(Credential credential)
    {
        foreach (var connection in _open.GetValueOrDefault(credential) ?? [])
            connection.Abort();
    }

    private void Remove(Credential credential, Connection own)
    {
        while (_open.TryGetValue(credential, out var all))
        {
            var left = all.Remove(own);
            if (left.IsEmpty ? _open.TryRemove(KeyValuePair.Create(credential, all)) : _open.TryUpdate(credential, left, all))
                return;
        }
    }

    private sealed class Connection(OpenConnections all, Credential credential, Action abort) : IDisposable
    {
        private readonly Lock _lock = new();
        private bool _hasEnded;

        // A request that has ended cannot be aborted, and what it stood for may serve another one.
        public void Abort()
        {
            lock (_lock)
            {
                if (!_hasEnded)
                    abort();
            }
        }

        public void Dispose()
        {
            lock (_lock)
                _hasEnded = true;
            all.Remove(credential, this);
        }
    }
}

/// <summary>What somebody is connected with.</summary>
/// <param name="Kind">The type of the claim: <see cref="UserClaims.Session"/> or <see cref="UserClaims.Token"/>.</param>
/// <param name="Id">The id of the session or the token.</param>
public sealed record Credential(string Kind, string Id)
{
    /// <summary>The credential of a user; <see langword="null"/> for configured tokens, which end with the process.</summary>
    public static Credential? Of(ClaimsPrincipal user) =>
        (user.FindFirst(UserClaims.Session) ?? user.FindFirst(UserClaims.Token)) is { } claim ? new Credential(claim.Type, claim.Value) : null;
}
