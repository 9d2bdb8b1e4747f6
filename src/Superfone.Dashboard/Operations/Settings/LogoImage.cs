using System.Buffers.Binary;

namespace Superfone.Dashboard.Operations.Settings;

/// <summary>Finds out what a picture really is, from its content. Only formats that cannot hold a script are known.</summary>
/// <param name="ContentType">Its type.</param>
/// <param name="Width">Its width in pixels.</param>
/// <param name="Height">Its height in pixels.</param>
public sealed record LogoImage(string ContentType, int Width, int Height)
{
    private static readonly byte[] PngStart = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Reads a picture.</summary>
    /// <returns><see langword="null"/> if it is no complete PNG, JPEG or WebP.</returns>
    public static LogoImage? Find(ReadOnlySpan<byte> content) => Png(content) ?? Jpeg(content) ?? WebP(content);

    // Chunks follow one another up to IEND: length, name, content, checksum.
    private static LogoImage? Png(ReadOnlySpan<byte> content)
    {
        if (!content.StartsWith(PngStart) || content.Length < 33 || !content[12..16].SequenceEqual("IHDR"u8))
            return null;
        var at = PngStart.Length;
        while (at + 12 <= content.Length)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(content[at..]);
            if (length > content.Length - at - 12)
                return null;
            if (content[(at + 4)..(at + 8)].SequenceEqual("IEND"u8))
                return at + 12 == content.Length ? new("image/png", Int32(content[16..]), Int32(content[20..])) : null;
            at += (int)length + 12;
        }

        return null;

        static int Int32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt32BigEndian(bytes);
    }

    // Segments follow one another up to the one that begins a frame: FF, name, length, content.
    private static LogoImage? Jpeg(ReadOnlySpan<byte> content)
    {
        if (content.Length < 4 || content[0] != 0xFF || content[1] != 0xD8 || content[^2] != 0xFF || content[^1] != 0xD9)
            return null;
        for (var at = 2; at + 9 < content.Length && content[at] == 0xFF;)
        {
            var name = content[at + 1];
            if (name is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return new("image/jpeg", BinaryPrimitives.ReadUInt16BigEndian(content[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(content[(at + 5)..]));
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(content[(at + 2)..]);
        }

        return null;
    }

    private static LogoImage? WebP(ReadOnlySpan<byte> content)
    {
        if (content.Length < 30 || !content.StartsWith("RIFF"u8) || !content[8..12].SequenceEqual("WEBP"u8) || BinaryPrimitives.ReadUInt32LittleEndian(content[4..]) + 8 != content.Length)
            return null;
        var kind = content[12..16];
        if (kind.SequenceEqual("VP8 "u8) && content[23..26].SequenceEqual((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]))
            return new("image/webp", BinaryPrimitives.ReadUInt16LittleEndian(content[26..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(content[28..]) & 0x3FFF);
        if (kind.SequenceEqual("VP8L"u8) && content[20] == 0x2F)
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(content[21..]);
            return new("image/webp", (int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1);
        }

        return kind.SequenceEqual("VP8X"u8) ? new("image/webp", Int24(content[24..]) + 1, Int24(content[27..]) + 1) : null;

        static int Int24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
    }
}
