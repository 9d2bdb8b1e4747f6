using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Storage.Nodes;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.People;

namespace Superfone.Dashboard.Access.Sessions;

/// <summary>
/// The browsers in which users are signed in. A session that ends here is dead at once, on other nodes as soon as they hear of it; one that another process ends,
/// within <see cref="Freshness"/>.
/// </summary>
public sealed class UserSessions(
    SessionTable table, IDbContextFactory<PrimaryContext> contexts, PrimaryWriter writer, OpenConnections connections, INodeMessages nodes, IDataProtectionProvider protection,
    TimeProvider time, ILogger<UserSessions> logger)
{
    /// <summary>How long a session is believed to exist before the database is asked again.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, KnownSession> _known = new();
    private readonly IDataProtector _protector = protection.CreateProtector("Superfone.Sessions");
    private long _endings;

    private DateTime NowUtc => time.GetUtcNow().UtcDateTime;

    /// <summary>The id of the session with a key: its SHA-256 in hexadecimal.</summary>
    public static string IdOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>The number by which nodes tell each other of a user's sessions; several users may have the same.</summary>
    internal static long NumberOf(string userId) => BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes(userId)));

    /// <summary>Begins a session.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="ticket">What authenticates the user.</param>
    /// <param name="address">The IP address.</param>
    /// <param name="browser">The browser's <c>User-Agent</c> header, shortened.</param>
    /// <returns>The key for the cookie.</returns>
    /// <exception cref="PermissionDeniedException">The user was disabled or changed meanwhile.</exception>
    public async Task<string> AddAsync(string userId, AuthenticationTicket ticket, string? address, string? browser)
    {
        var key = SecretSet.Create();
        var session = new UserSession
        {
            Id = IdOf(key),
            UserId = userId,
            Ticket = Protect(ticket),
            CreatedUtc = NowUtc,
            LastSeenUtc = MinuteOf(NowUtc),
            ExpiresUtc = ExpiryOf(ticket),
            Address = address,
            Browser = browser,
        };
        var version = ticket.Principal.FindFirstValue(UserClaims.Version);
        if (!await writer.RunAsync(() => table.Add(session, version)))
            throw new PermissionDeniedException("The user was changed during the sign-in.");
        return key;
    }

    /// <summary>What authenticates the user of a session; <see langword="null"/> if it has ended.</summary>
    public async Task<AuthenticationTicket?> FindAsync(string id, CancellationToken cancellation = default)
    {
        if (await KnowAsync(id, cancellation) is not { } session)
            return null;
        See(id, session);

        // A copy for each request, because tickets can be changed.
        return TicketSerializer.Default.Deserialize(session.Ticket);
    }

    /// <summary>The user of a session, although nobody uses it just now; <see langword="null"/> if it has ended.</summary>
    internal async Task<ClaimsPrincipal?> FindUserAsync(string id, CancellationToken cancellation = default) =>
        await KnowAsync(id, cancellation) is { } session ? TicketSerializer.Default.Deserialize(session.Ticket)?.Principal : null;

    /// <summary>Whether a session has not ended.</summary>
    public async Task<bool> ExistsAsync(string id, CancellationToken cancellation = default) => await KnowAsync(id, cancellation) is not null;

    /// <summary>Replaces the ticket of a session, whose user stays the same.</summary>
    /// <exception cref="InvalidOperationException">The ticket is that of another user.</exception>
    public async Task RenewAsync(string id, string userId, AuthenticationTicket ticket)
    {
        if (_known.TryGetValue(id, out var known) && known.UserId != userId)
            throw new InvalidOperationException("A session cannot pass from one user to another.");
        await writer.RunAsync(() => table.Renew(id, userId, Protect(ticket), ExpiryOf(ticket)));
        _known.TryRemove(id, out _);
        nodes.Send(NodeTopic.Sessions, NumberOf(userId));
    }

    /// <summary>Ends a session.</summary>
    public async Task EndAsync(string id)
    {
        var user = _known.GetValueOrDefault(id)?.UserId;
        await writer.RunAsync(() => table.Remove(id));
        Forget(id);
        nodes.Send(NodeTopic.Sessions, user is null ? 0 : NumberOf(user));
    }

    /// <summary>Ends the sessions of a user.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="exceptId">The session to keep; <see langword="null"/> for none.</param>
    public async Task EndOfUserAsync(string userId, string? exceptId = null)
    {
        await writer.RunAsync(() => table.RemoveOfUser(userId, exceptId));
        ForgetOfUser(userId, exceptId);
    }

    /// <summary>Ends the sessions of a user whose rows are deleted already.</summary>
    internal void ForgetOfUser(string userId, string? exceptId = null)
    {
        foreach (var (id, session) in _known)
        {
            if (session.UserId == userId && id != exceptId)
                Forget(id);
        }

        nodes.Send(NodeTopic.Sessions, NumberOf(userId));
    }

    /// <summary>Has sessions read again that another node has changed or ended.</summary>
    /// <param name="users">The users, by <see cref="NumberOf"/>; <see langword="null"/> for all.</param>
    internal void ReadAgain(IReadOnlyCollection<long>? users)
    {
        Interlocked.Increment(ref _endings);
        foreach (var (id, session) in _known)
        {
            if (users is null || users.Contains(0) || users.Contains(NumberOf(session.UserId)))
                _known.TryRemove(id, out _);
        }
    }

    /// <summary>The sessions of a user, the last used first.</summary>
    public async Task<IReadOnlyList<UserSession>> ListAsync(string userId, CancellationToken cancellation = default)
    {
        var now = NowUtc;
        await using var primary = await contexts.CreateDbContextAsync(cancellation);
        return await primary.Sessions.AsNoTracking().Where(session => session.UserId == userId && session.ExpiresUtc > now)
            .OrderByDescending(session => session.LastSeenUtc).ThenByDescending(session => session.CreatedUtc).ToListAsync(cancellation);
    }

    /// <summary>Deletes what has ended by itself.</summary>
    internal async Task RemoveExpiredAsync()
    {
        var now = NowUtc;
        await writer.RunAsync(() => table.RemoveExpired(now));
        foreach (var (id, session) in _known)
        {
            if (time.GetElapsedTime(session.ReadAt) > 10 * Freshness)
                _known.TryRemove(id, out _);
        }
    }

    private async Task<KnownSession?> KnowAsync(string id, CancellationToken cancellation)
    {
        var now = NowUtc;
        if (_known.TryGetValue(id, out var known) && time.GetElapsedTime(known.ReadAt) < Freshness)
            return known.ExpiresUtc > now ? known : null;

        var endings = Interlocked.Read(ref _endings);
        await using var primary = await contexts.CreateDbContextAsync(cancellation);
        var row = await primary.Sessions.AsNoTracking().SingleOrDefaultAsync(session => session.Id == id, cancellation);
        if (row is null || row.ExpiresUtc <= now || Unprotect(row.Ticket) is not { } ticket)
        {
            Forget(id);
            return null;
        }

        var read = _known[id] = new KnownSession(row.UserId, ticket, row.ExpiresUtc, time.GetTimestamp()) { SeenUtc = row.LastSeenUtc };

        // It may have ended while it was read.
        if (endings != Interlocked.Read(ref _endings))
            _known.TryRemove(id, out _);
        return read;
    }

    private void Forget(string id)
    {
        Interlocked.Increment(ref _endings);
        _known.TryRemove(id, out _);
        connections.Abort(new Credential(UserClaims.Session, id));
    }

    // To the minute, so that requests rarely write; and nobody waits for it.
    private void See(string id, KnownSession session)
    {
        var minute = MinuteOf(NowUtc);
        if (session.SeenUtc == minute)
            return;
        session.SeenUtc = minute;
        _ = SeeAsync();

        async Task SeeAsync()
        {
            try
            {
                await writer.RunAsync(() => table.See(id, session.UserId, minute));
            }
            catch (Exception error)
            {
                logger.LogWarning(error, "The time of a session's latest request could not be stored");
            }
        }
    }

    private byte[] Protect(AuthenticationTicket ticket) => _protector.Protect(TicketSerializer.Default.Serialize(ticket));

    // Without its keys, which may be lost, nobody is signed in any more.
    private byte[]? Unprotect(byte[] ticket)
    {
        try
        {
            return _protector.Unprotect(ticket);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private DateTime ExpiryOf(AuthenticationTicket ticket) => ticket.Properties.ExpiresUtc?.UtcDateTime ?? NowUtc.AddDays(1);

    private static DateTime MinuteOf(DateTime instant) => new(instant.Ticks - (instant.Ticks % TimeSpan.TicksPerMinute), DateTimeKind.Utc);

    private sealed record KnownSession(string UserId, byte[] Ticket, DateTime ExpiresUtc, long ReadAt)
    {
        public DateTime SeenUtc { get; set; }
    }
}
