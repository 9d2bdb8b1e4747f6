using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Superfone.Dashboard.Access;

/// <summary>
/// A set of accepted secrets. Every hash is compared to its end, so that the time taken reveals nothing about a secret.
/// </summary>
/// <param name="hashes">The hashes, as <see cref="HashOf"/> gives them.</param>
public sealed class SecretSet(IEnumerable<byte[]> hashes)
{
    /// <summary>The length in characters under which a secret can be guessed, and is warned of.</summary>
    public const int Strong = 16;

    private const string Scheme = "Bearer ";

    private readonly byte[][] _hashes = [.. hashes];

    /// <summary>The SHA-256 of a secret, by which it is recognised and which does not reveal it.</summary>
    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Creates a secret of 32 random bytes, written in characters that are safe in URLs and headers.</summary>
    public static string Create() => System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>The token that follows <c>Bearer</c> in an <c>Authorization</c> header; empty for any other header.</summary>
    public static ReadOnlySpan<char> Bearer(string? header) =>
        header is not null && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header.AsSpan(Scheme.Length).Trim() : default;

    /// <summary>Finds a presented secret.</summary>
    /// <returns>Its index, or -1.</returns>
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
