using Superfone.Dashboard.Domain.Calls;

namespace Superfone.Dashboard.Recordings.Files;

/// <summary>
/// Recognises audio by its first bytes. The content type of the server is not trusted, because browsers execute what it declares.
/// </summary>
/// <param name="ContentType">The type to serve it with.</param>
/// <param name="Extension">The file's extension, with its dot.</param>
internal sealed record AudioFormat(string ContentType, string Extension)
{
    /// <summary>The number of bytes that are needed.</summary>
    public const int SniffedBytes = 4096;

    private static ReadOnlySpan<byte> WindowsMedia => [0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11];

    /// <summary>Whether most browsers cannot decode it.</summary>
    public bool IsUnsupported { get; init; }

    /// <summary>The offset of the audio samples in bytes; 0 if not known.</summary>
    public long SoundOffset { get; init; }

    /// <summary>Whether a browser is expected to play a complete file of this format.</summary>
    /// <param name="sizeBytes">The file's size.</param>
    /// <remarks>A header that points far beyond the end of the file is damaged, and reveals nothing about the audio.</remarks>
    public Playability PlayabilityOf(long sizeBytes) => SoundOffset > 0 && SoundOffset - sizeBytes is >= 0 and < SniffedBytes
        ? Playability.Silent
        : IsUnsupported ? Playability.Unsupported : Playability.Expected;

    /// <summary>Detects the format of a file from its beginning; <see langword="null"/> if it is unknown.</summary>
    public static AudioFormat? Of(ReadOnlySpan<byte> start) => start switch
    {
        _ when IsRiff(start) => RiffFormat.Of(start),
        _ when start.StartsWith("OggS"u8) => new("audio/ogg", ".ogg") { IsUnsupported = start.IndexOf("Speex   "u8) >= 0 },
        _ when Has(start, 4, "ftyp3g"u8) => new("audio/3gpp", ".3gp") { IsUnsupported = start.IndexOf("samr"u8) >= 0 || start.IndexOf("sawb"u8) >= 0 },
        _ when Has(start, 4, "ftyp"u8) => new("audio/mp4", ".m4a"),
        _ when start.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]) => new("audio/webm", ".webm"),
        _ when start.StartsWith("fLaC"u8) => new("audio/flac", ".flac"),
        _ when start.StartsWith("#!AMR-WB\n"u8) => new("audio/amr-wb", ".awb") { IsUnsupported = true, SoundOffset = 9 },
        _ when start.StartsWith("#!AMR\n"u8) => new("audio/amr", ".amr") { IsUnsupported = true, SoundOffset = 6 },
        _ when start.StartsWith(".snd"u8) => new("audio/basic", ".au") { IsUnsupported = true, SoundOffset = RiffFormat.BigEndian(start, 4) },
        _ when start.StartsWith("caff"u8) => new("audio/x-caf", ".caf") { IsUnsupported = true },
        _ when start.StartsWith(WindowsMedia) => new("audio/x-ms-wma", ".wma") { IsUnsupported = true },
        _ when MpegFormat.Of(start) is { } mpeg => mpeg,
        _ => null,
    };

    /// <summary>
    /// The format of a file that is not recognised. It is stored nevertheless, because the sender declares it to be a recording.
    /// </summary>
    /// <param name="declaredType">The server's content type, which is used if it is an audio type.</param>
    /// <param name="extension">The extension in the path of the link, with its dot, which is used if it is an audio extension.</param>
    public static AudioFormat Unknown(string? declaredType, string? extension) => new(
        declaredType is { Length: <= 64 } && declaredType.StartsWith("audio/", StringComparison.OrdinalIgnoreCase) && declaredType[6..].All(IsTypeCharacter)
            ? declaredType.ToLowerInvariant()
            : "application/octet-stream",
        RawExtensions.FirstOrDefault(known => known.Equals(extension, StringComparison.OrdinalIgnoreCase)) ?? ".bin")
    {
        IsUnsupported = true,
    };

    /// <summary>Whether a file contains a mark at a position.</summary>
    internal static bool Has(ReadOnlySpan<byte> start, int at, ReadOnlySpan<byte> mark) => start.Length >= at && start[at..].StartsWith(mark);

    private static bool IsRiff(ReadOnlySpan<byte> start) =>
        ((start.StartsWith("RIFF"u8) || start.StartsWith("RF64"u8) || start.StartsWith("BW64"u8)) && Has(start, 8, "WAVE"u8))
        || (start.StartsWith("FORM"u8) && (Has(start, 8, "AIFF"u8) || Has(start, 8, "AIFC"u8)));

    // Telephony formats without a header, and some rare ones.
    private static readonly string[] RawExtensions =
        [".mp3", ".wav", ".gsm", ".ulaw", ".alaw", ".ul", ".al", ".pcm", ".raw", ".sln", ".vox", ".g722", ".g729", ".qcp", ".ra", ".wv", ".ape", ".opus", ".mka"];

    private static bool IsTypeCharacter(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '.' or '+';
}
