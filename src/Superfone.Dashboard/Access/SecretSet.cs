using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Superfone.Dashboard.Access;

/// <summary>
/// Secrets that may be presented. Hashes are compared, all of them and to the end, so that the time taken tells nothing of a secret.
/// </summary>
public sealed class SecretSet(IEnumerable<string> secrets)
{
    private const string Scheme = "Bearer ";

    private readonly byte[][] _hashes = [.. secrets.Select(secret => SHA256.HashData(Encoding.UTF8.GetBytes(secret)))];

    /// <summary>Makes a new secret: 32 random bytes, in characters that may stand in URLs and headers.</summary>
    public static string Create() => System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What follows <c>Bearer</c> in an <c>Authorization</c> header; empty where something else stands.</summary>
    public static ReadOnlySpan<char> Bearer(string? header) =>
        header is not null && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header.AsSpan(Scheme.Length).Trim() : default;

    /// <summary>Finds which secret is presented.</summary>
    /// <returns>Its position, or -1.</returns>
    public int IndexOf(ReadOnlySpan<char> presented)
    {
        if (presented.IsEmpty)
            return -1;

        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(presented.Length));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(buffer.AsSpan(0, Encoding.UTF8.GetBytes(presented, buffer)), hash);
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);

        var found = -1;
        for (var index = 0; index < _hashes.Length; index++)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, _hashes[index]))
                found = index;
        }

        return found;
    }
}
