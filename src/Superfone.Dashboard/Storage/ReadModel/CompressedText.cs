using System.Buffers.Binary;
using System.Text;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Superfone.Dashboard.Storage.Primary.Bodies;

namespace Superfone.Dashboard.Storage.ReadModel;

/// <summary>
/// Long texts of the read model, compressed like the bodies they came from: the number of the dictionary, the length of the UTF-8 text in four bytes, and the frame; or 0 and the
/// text itself if that is shorter.
/// </summary>
internal static class CompressedText
{
    private const int HeaderBytes = 5;

    /// <summary>Compresses a text.</summary>
    public static byte[] Write(string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        if (BodyDictionary.Compress(plain) is not { } frame || frame.Length + HeaderBytes > plain.Length)
            return [0, .. plain];
        var stored = new byte[HeaderBytes + frame.Length];
        stored[0] = BodyDictionary.Current;
        BinaryPrimitives.WriteInt32LittleEndian(stored.AsSpan(1), plain.Length);
        frame.CopyTo(stored, HeaderBytes);
        return stored;
    }

    /// <summary>Decompresses a text.</summary>
    /// <exception cref="InvalidDataException">The stored bytes are damaged.</exception>
    public static string Read(byte[] stored) => Encoding.UTF8.GetString(stored[0] == 0
        ? stored.AsSpan(1)
        : BodyDictionary.Decompress(stored.AsSpan(HeaderBytes), stored[0], BinaryPrimitives.ReadInt32LittleEndian(stored.AsSpan(1))));
}

/// <summary>Stores a list as compressed JSON text in one column.</summary>
/// <typeparam name="T">The list's type.</typeparam>
internal sealed class CompressedJson<T>()
    : ValueConverter<T, byte[]>(value => CompressedText.Write(JsonText<T>.Write(value)), stored => JsonText<T>.Read(CompressedText.Read(stored)));
