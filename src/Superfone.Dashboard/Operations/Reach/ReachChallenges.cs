using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Superfone.Dashboard.Operations.Reach;

/// <summary>
/// Questions that only this process can answer: a random token in an address, and the random answer to it. Each is answered once.
/// </summary>
public sealed class ReachChallenges
{
    private const int Length = 32;

    private readonly ConcurrentDictionary<string, string> _answers = new(StringComparer.Ordinal);

    /// <summary>Makes a question; dispose it when the answer is not waited for any longer.</summary>
    public ReachChallenge Create()
    {
        var challenge = new ReachChallenge(RandomNumberGenerator.GetHexString(Length), RandomNumberGenerator.GetHexString(Length), token => _answers.TryRemove(token, out _));
        _answers[challenge.Token] = challenge.Answer;
        return challenge;
    }

    /// <summary>Takes the answer to a token; <see langword="null"/> if there is none, or it has been taken.</summary>
    public string? Take(string? token) => token is not null && _answers.TryRemove(token, out var answer) ? answer : null;
}

/// <summary>A question that only this process can answer.</summary>
/// <param name="token">The token in its address.</param>
/// <param name="answer">The answer.</param>
/// <param name="withdraw">Withdraws the question.</param>
public sealed class ReachChallenge(string token, string answer, Action<string> withdraw) : IDisposable
{
    /// <summary>The token in its address.</summary>
    public string Token => token;

    /// <summary>The answer.</summary>
    public string Answer => answer;

    /// <summary>Its address under the public URL.</summary>
    public Uri At(Uri address) => new(address, $"{ReachEndpoint.Path}/{token}");

    /// <inheritdoc/>
    public void Dispose() => withdraw(token);
}
