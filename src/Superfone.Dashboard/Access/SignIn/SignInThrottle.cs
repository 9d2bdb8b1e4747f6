using System.Net;
using Superfone.Dashboard.Access.Requests;

namespace Superfone.Dashboard.Access.SignIn;

/// <summary>
/// Slows down guessing: after a few failures, each further one doubles the wait, for an address and for an account. A browser that has signed
/// in to the account before has waits of its own, so that strangers cannot lock its user out.
/// </summary>
/// <param name="time">The clock.</param>
public sealed class SignInThrottle(TimeProvider time)
{
    private const int MostEntries = 100_000;

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    // Each such time without an attempt forgives half of the failures, so that the mistakes of many days do not add up.
    private static readonly TimeSpan HalfLife = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Failures> _failures = new(StringComparer.Ordinal);
    private readonly long _created = time.GetTimestamp();

    // Not the time of day: who has to wait must not wait for a day longer because the clock was set back.
    private TimeSpan Now => time.GetElapsedTime(_created);

    /// <summary>Begins an attempt. It counts as a failure until <see cref="Succeed"/>, so that attempts at the same time are counted as well.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <returns>How long somebody must wait before they may try; zero if they may now.</returns>
    public TimeSpan Begin(SignInAttempt attempt)
    {
        lock (_lock)
        {
            var now = Now;
            var until = attempt.Keys.Select(key => _failures.TryGetValue(key.Name, out var failures) ? failures.Until : now).Append(now).Max();
            if (until > now)
                return until - now;
            Forget(now);
            foreach (var (name, free) in attempt.Keys)
                _failures[name] = Next(_failures.GetValueOrDefault(name), free, now);
            return TimeSpan.Zero;
        }
    }

    /// <summary>
    /// Forgets the failures of an account after a success. Of those of the address only this attempt is taken back: one known password must
    /// not free the others.
    /// </summary>
    public void Succeed(SignInAttempt attempt)
    {
        lock (_lock)
        {
            var now = Now;
            foreach (var (name, _) in attempt.Keys)
            {
                if (name != attempt.AccountKey && _failures.TryGetValue(name, out var failures))
                    _failures[name] = failures with { Count = failures.Count - 1, Until = now };
            }

            _failures.Remove(attempt.AccountKey);
        }
    }

    private static Failures Next(Failures? before, int free, TimeSpan now)
    {
        var count = (before is null ? 0 : before.Count >> (int)Math.Min((now - before.Last) / HalfLife, 30)) + 1;
        var doublings = Math.Min(count - free, 30);
        var wait = doublings < 0 ? TimeSpan.Zero : FirstWait * Math.Pow(2, doublings);
        return new Failures(count, now, now + (wait < LongestWait ? wait : LongestWait));
    }

    // Attempts with ever new addresses and names must not fill the memory.
    private void Forget(TimeSpan now)
    {
        if (_failures.Count < MostEntries)
            return;
        foreach (var (name, failures) in _failures)
        {
            if (failures.Until <= now)
                _failures.Remove(name);
        }
    }

    private sealed record Failures(int Count, TimeSpan Last, TimeSpan Until);
}

/// <summary>An attempt to sign in.</summary>
/// <param name="Address">The IP address.</param>
/// <param name="Account">Identifies the account, in one spelling.</param>
/// <param name="Device">Identifies a browser that has signed in to that account before; <see langword="null"/> for any other.</param>
public sealed record SignInAttempt(string Address, string Account, string? Device)
{
    // Behind one address there may be a whole office.
    private const int FreeByAddress = 20;
    private const int FreeByAccount = 5;

    internal string AccountKey => Device is null ? $"account {Account}" : $"device {Device}";

    internal IEnumerable<(string Name, int Free)> Keys =>
        Device is null ? [($"address {Network}", FreeByAddress), (AccountKey, FreeByAccount)] : [(AccountKey, FreeByAccount)];

    private string Network => IPAddress.TryParse(Address, out var parsed) ? AddressNetwork.Of(parsed).ToString() : Address;
}
