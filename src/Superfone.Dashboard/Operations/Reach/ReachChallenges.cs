using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Superfone.Dashboard.Operations.Reach;

/// <summary>
/// Questions that only this installation can answer: a token in an address, and the random answer that it contains, protected by the keys that all nodes
/// share, because a balancer may bring the question to another node. Each ends soon, and a node answers it once.
/// </summary>
public sealed class ReachChallenges
{
    private const int Length = 16;

    /// <summary>For how long a question is answered. The clocks of nodes differ a little.</summary>
    private static readonly TimeSpan Validity = TimeSpan.FromMinutes(1);

    private readonly Lazy<ITimeLimitedDataProtector> _protector;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, long> _taken = new(StringComparer.Ordinal);

    /// <summary>Creates them.</summary>
    /// <param name="protection">The keys.</param>
    /// <param name="installation">Finds what tells this installation from a restored copy of it, which has the same keys.</param>
    /// <param name="time">The clock.</param>
    public ReachChallenges(IDataProtectionProvider protection, Func<string> installation, TimeProvider time)
    {
        _protector = new(() => protection.CreateProtector("Superfone.Reach", installation()).ToTimeLimitedDataProtector(), LazyThreadSafetyMode.PublicationOnly);
        _time = time;
    }

    /// <summary>Makes a question; dispose it when the answer is not waited for any longer.</summary>
    public ReachChallenge Create()
    {
        var answer = RandomNumberGenerator.GetBytes(Length);
        var token = WebEncoders.Base64UrlEncode(_protector.Value.Protect(answer, Validity));
        return new ReachChallenge(token, Convert.ToHexString(answer), withdrawn => TryTake(withdrawn));
    }

    /// <summary>Takes the answer to a token; <see langword="null"/> if there is none, or it has been taken here.</summary>
    public string? Take(string? token)
    {
        if (token is null || _taken.ContainsKey(token))
            return null;
        try
        {
            var answer = _protector.Value.Unprotect(WebEncoders.Base64UrlDecode(token));
            return TryTake(token) ? Convert.ToHexString(answer) : null;
        }
        catch (Exception error) when (error is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private bool TryTake(string token)
    {
        foreach (var (old, at) in _taken)
        {
            if (_time.GetElapsedTime(at) > 2 * Validity)
                _taken.TryRemove(old, out _);
        }

        return _taken.TryAdd(token, _time.GetTimestamp());
    }
}

/// <summary>A question that only this installation can answer.</summary>
/// <param name="token">The token in its address.</param>
/// <param name="answer">The answer.</param>
/// <param name="withdraw">Withdraws the question.</param>
public sealed class ReachChallenge(string token, string answer, Action<string> withdraw) : IDisposable
{
    /// <summary>The answer.</summary>
    public string Answer => answer;

    /// <summary>Its address under the public URL.</summary>
    public Uri At(Uri address) => new(address, $"{ReachEndpoint.Path}/{token}");

    /// <inheritdoc/>
    public void Dispose() => withdraw(token);
}
