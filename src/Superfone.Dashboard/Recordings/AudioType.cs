namespace Superfone.Dashboard.Recordings;

/// <summary>Recognises audio by how it begins: a server's word for its type is not trusted, for browsers run what they are told to.</summary>
internal static class AudioType
{
    /// <summary>How many bytes from the beginning are enough.</summary>
    public const int Length = 16;

    /// <summary>The content type and the file extension of a file that begins like this; <see langword="null"/> when it is no audio.</summary>
    public static (string ContentType, string Extension)? Of(ReadOnlySpan<byte> start) => start switch
    {
        _ when start.StartsWith("ID3"u8) || IsMpegFrame(start) => ("audio/mpeg", ".mp3"),
        _ when start.StartsWith("RIFF"u8) && Has(start, 8, "WAVE"u8) => ("audio/wav", ".wav"),
        _ when start.StartsWith("OggS"u8) => ("audio/ogg", ".ogg"),
        _ when Has(start, 4, "ftyp"u8) => ("audio/mp4", ".m4a"),
        _ when start.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]) => ("audio/webm", ".webm"),
        _ when start.StartsWith("fLaC"u8) => ("audio/flac", ".flac"),
        _ when start.StartsWith("#!AMR-WB\n"u8) => ("audio/amr-wb", ".awb"),
        _ when start.StartsWith("#!AMR\n"u8) => ("audio/amr", ".amr"),
        _ when IsAacFrame(start) => ("audio/aac", ".aac"),
        _ => null,
    };

    private static bool Has(ReadOnlySpan<byte> start, int at, ReadOnlySpan<byte> mark) => start.Length >= at && start[at..].StartsWith(mark);

    // 11 bits of sync, then version, layer, protection, bit rate and sample rate; some of their values are reserved.
    private static bool IsMpegFrame(ReadOnlySpan<byte> start) => start is [0xFF, var second, var third, ..]
        && (second & 0xE0) == 0xE0 && (second & 0x18) != 0x08 && (second & 0x06) != 0
        && (third & 0xF0) != 0xF0 && (third & 0x0C) != 0x0C;

    // 12 bits of sync, a version, layer 0.
    private static bool IsAacFrame(ReadOnlySpan<byte> start) => start is [0xFF, var second, ..] && (second & 0xF6) == 0xF0;
}
