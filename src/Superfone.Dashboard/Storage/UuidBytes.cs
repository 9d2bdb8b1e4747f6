using System.Text;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Superfone.Dashboard.Storage;

/// <summary>
/// Stores a UUID in 16 bytes instead of 36, in the same order. Senders may use any text: another one is stored as UTF-8, never in 16 bytes.
/// </summary>
internal sealed class UuidBytes() : ValueConverter<string, byte[]>(uuid => Write(uuid), stored => Read(stored))
{
    private const int Length = 16;
    private const byte Filler = 0xFF; // Never occurs in UTF-8.

    /// <summary>The stored form.</summary>
    public static byte[] Write(string uuid)
    {
        if (Guid.TryParseExact(uuid, "D", out var parsed) && parsed.ToString() == uuid)
            return parsed.ToByteArray(bigEndian: true);
        var text = Encoding.UTF8.GetBytes(uuid);
        return text.Length == Length ? [.. text, Filler] : text;
    }

    /// <summary>The text of a stored form.</summary>
    public static string Read(byte[] stored) =>
        stored.Length == Length ? new Guid(stored, bigEndian: true).ToString() : Encoding.UTF8.GetString(stored.AsSpan().TrimEnd(Filler));
}
