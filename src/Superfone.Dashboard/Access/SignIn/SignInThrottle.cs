using System.Collections.Concurrent;

namespace Superfone.Dashboard.Access.SignIn;

/// <summary>
/// Slows down guessing: after a few failures, each further one doubles the wait, for an address and for an account. A browser that has signed
/// in to the account before has waits of its own, so that strangers cannot lock its user out.
/// </summary>
/// <param name="time">The clock.</param>
public sealed class SignInThrottle(TimeProvider time)
{
    // Behind one address there may be a whole office.
    private const int FreeByAddress = 20;
    private const int FreeByAccount = 5;
    private const int MostEntries = 100_000;

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    // A day without a failure forgives.
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<string, Failures> _failures = new(StringComparer.Ordinal);

    /// <summary>How long somebody must wait before they may try again; zero if they may now.</summary>
    /// <param name="attempt">The attempt.</param>
    public TimeSpan WaitFor(SignInAttempt attempt)
    {
        var now = time.GetUtcNow();
        var until = attempt.Keys.Select(key => _failures.TryGetValue(key.Name, out var failures) ? failures.Until : now).Append(now).Max();
        return until - now;
    }

    /// <summary>Counts a failure.</summary>
    public void Fail(SignInAttempt attempt)
    {
        var now = time.GetUtcNow();
        Forget(now);
        foreach (var (name, free) in attempt.Keys)
            _failures.AddOrUpdate(name, _ => new Failures(1, now, now), (_, before) => Next(before, free, now));
    }

    /// <summary>Forgets the failures of an account after a success. Those of the address remain: one known password must not free the others.</summary>
    public void Succeed(SignInAttempt attempt) => _failures.TryRemove(attempt.AccountKey, out _);

    private static Failures Next(Failures before, int free, DateTimeOffset now)
    {
        var count = now - before.LastUtc > Forgotten ? 1 : before.Count + 1;
        var doublings = Math.Min(count - free, 30);
        var wait = doublings < 0 ? TimeSpan.Zero : FirstWait * Math.Pow(2, doublings);
        return new Failures(count, now, now + (wait < LongestWait ? wait : LongestWait));
    }

    // Attempts with ever new addresses and names must not fill the memory.
    private void Forget(DateTimeOffset now)
    {
        if (_failures.Count < MostEntries)
            return;
        foreach (var (name, failures) in _failures)
        {
            if (failures.Until <= now)
                _failures.TryRemove(name, out _);
        }
    }

    private sealed record Failures(int Count, DateTimeOffset LastUtc, DateTimeOffset Until);

    /// <summary>An attempt to sign in.</summary>
    /// <param name="Address">The IP address.</param>
    /// <param name="Account">The email, as typed.</param>
    /// <param name="Device">Identifies a browser that has signed in to that account before; <see langword="null"/> for any other.</param>
    public sealed record SignInAttempt(string Address, string Account, string? Device)
    {
        internal string AccountKey => Device is null ? $"account {Account.ToUpperInvariant()}" : $"device {Device}";

        internal IEnumerable<(string Name, int Free)> Keys =>
            Device is null ? [($"address {Address}", FreeByAddress), (AccountKey, FreeByAccount)] : [(AccountKey, FreeByAccount)];
    }
}
