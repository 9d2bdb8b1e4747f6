using System.IO.Compression;

namespace Superfone.Dashboard.Storage.Primary;

/// <summary>Decompresses bodies that were sent compressed. The log stores them as received, together with their content encoding.</summary>
public static class PackedBody
{
    private const int MostEncodings = 4;
    private const int LongestName = 40;
    private const string Gzip = "gzip";

    /// <summary>Decompresses a body as it is received.</summary>
    /// <param name="body">The body.</param>
    /// <param name="contentEncoding">The header <c>Content-Encoding</c>; a body that begins like gzip does not need it.</param>
    /// <param name="longest">The maximum length of the content in bytes.</param>
    public static ReceivedBody Receive(ReadOnlyMemory<byte> body, string? contentEncoding, int longest)
    {
        var encodings = EncodingsOf(contentEncoding);
        if (encodings.Count == 0 && BeginsLikeGzip(body.Span))
            encodings = [Gzip];
        if (encodings.Count == 0)
            return ReceivedBody.Plain(body);
        var name = string.Join(", ", encodings);
        try
        {
            return Unpack(body, encodings, longest) is { } content
                ? ReceivedBody.Unpacked(body, content, name)
                : ReceivedBody.TooLong(body, $"the body is packed as {name}, and longer than {longest} bytes once it is unpacked");
        }
        catch (Exception error) when (error is InvalidDataException or InvalidOperationException or NotSupportedException)
        {
            // A proxy may decompress a body and leave the header.
            return BeginsLikeJson(body.Span) ? ReceivedBody.Plain(body) : ReceivedBody.Unreadable(body, name, $"the body is packed as {name} and cannot be unpacked");
        }
    }

    /// <summary>Reads the content of a stored body: decompressed, or as received if it cannot be decompressed.</summary>
    /// <param name="body">The body as received.</param>
    /// <param name="encoding">Its content encoding; see <see cref="Delivery.Encoding"/>.</param>
    public static byte[] Read(byte[] body, string? encoding)
    {
        if (encoding is null)
            return body;
        try
        {
            // The length was checked when it was received.
            return Unpack(body, EncodingsOf(encoding), int.MaxValue - 1)?.ToArray() ?? body;
        }
        catch (Exception error) when (error is InvalidDataException or InvalidOperationException or NotSupportedException)
        {
            return body;
        }
    }

    /// <summary>Whether bytes begin like a gzip file.</summary>
    public static bool BeginsLikeGzip(ReadOnlySpan<byte> bytes) => bytes is [0x1F, 0x8B, 8, ..];

    // "gzip, br" lists the encodings in the order in which they were applied.
    private static List<string> EncodingsOf(string? header) =>
    [
        .. (header ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(name => name.ToLowerInvariant()).Select(name => name == "x-gzip" ? Gzip : name[..Math.Min(name.Length, LongestName)])
            .Where(name => name != "identity").Take(MostEncodings + 1),
    ];

    private static ReadOnlyMemory<byte>? Unpack(ReadOnlyMemory<byte> body, List<string> encodings, int longest)
    {
        if (encodings.Count > MostEncodings)
            throw new NotSupportedException();
        ReadOnlyMemory<byte>? content = body;
        foreach (var encoding in encodings.AsEnumerable().Reverse())
        {
            if (content is not { } packed)
                return null;
            content = encoding switch
            {
                Gzip => Decompress(packed, source => new GZipStream(source, CompressionMode.Decompress), longest),
                "br" => Decompress(packed, source => new BrotliStream(source, CompressionMode.Decompress), longest),
                "deflate" => Inflate(packed, longest),
                _ => throw new NotSupportedException(),
            };
        }

        return content;
    }

    // Deflate means the zlib format, but many senders omit its header and trailer.
    private static ReadOnlyMemory<byte>? Inflate(ReadOnlyMemory<byte> packed, int longest)
    {
        try
        {
            return Decompress(packed, source => new ZLibStream(source, CompressionMode.Decompress), longest);
        }
        catch (InvalidDataException)
        {
            return Decompress(packed, source => new DeflateStream(source, CompressionMode.Decompress), longest);
        }
    }

    private static ReadOnlyMemory<byte>? Decompress(ReadOnlyMemory<byte> packed, Func<Stream, Stream> open, int longest)
    {
        using var source = new MemoryStream(packed.ToArray(), writable: false);
        using var stream = open(source);
        var content = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int count; (count = stream.Read(buffer)) > 0;)
        {
            if (content.Length + count > longest)
                return null;
            content.Write(buffer, 0, count);
        }

        // A compressed file that is truncated early decompresses to nothing.
        return content.Length > 0 ? content.GetBuffer().AsMemory(0, (int)content.Length) : throw new InvalidDataException();
    }

    private static bool BeginsLikeJson(ReadOnlySpan<byte> body) => body.TrimStart(" \t\r\n\uFEFF"u8) is [(byte)'{', ..];
}
