using System.Text;
using System.Text.Unicode;

namespace Superfone.Dashboard.Recordings.Files;

/// <summary>Recognises files that are certainly not recordings: a page or document that a server sends instead of one.</summary>
internal static class NotAudio
{
    // Documents, images and programs.
    private static readonly byte[][] Marks =
    [
        [.. "%PDF"u8], [.. "GIF8"u8], [0xFF, 0xD8, 0xFF], [0x89, .. "PNG"u8], [.. "PK\u0003\u0004"u8], [.. "MZ"u8], [0x7F, .. "ELF"u8],
        [0xFF, 0xFE, (byte)'<', 0], [0xFE, 0xFF, 0, (byte)'<'],
    ];

    /// <summary>Whether a file with this beginning is certainly not audio. Unknown bytes may be audio.</summary>
    /// <param name="start">The file's beginning, or all of it.</param>
    public static bool Is(ReadOnlySpan<byte> start)
    {
        foreach (var mark in Marks)
        {
            if (start.StartsWith(mark))
                return true;
        }

        return IsText(start);
    }

    // An error page in HTML, XML, JSON or plain text. Audio always contains control characters or bytes that are not UTF-8.
    private static bool IsText(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith(Encoding.UTF8.Preamble))
            start = start[Encoding.UTF8.Preamble.Length..];
        foreach (var value in start)
        {
            if (value is (< 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\f' or (byte)'\r')) or 0x7F)
                return false;
        }

        var text = start.TrimStart(" \t\r\n"u8);
        if (text is [(byte)'<' or (byte)'{' or (byte)'[', ..])
            return true;

        // Silence in A-law repeats one byte.
        return IsUtf8(text) && (text.Length < 64 || text.ContainsAnyExcept(text[0]));
    }

    // The last character may be incomplete.
    private static bool IsUtf8(ReadOnlySpan<byte> text)
    {
        for (var cut = 0; cut <= Math.Min(3, text.Length); cut++)
        {
            if (Utf8.IsValid(text[..^cut]))
                return true;
        }

        return false;
    }
}
