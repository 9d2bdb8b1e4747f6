using Superfone.Dashboard.Domain.Calls;

namespace Superfone.Dashboard.Recordings.Files;

/// <summary>
/// Recognises audio by its first bytes: a server's word for its type is not trusted, for browsers run what they are told to.
/// </summary>
/// <param name="ContentType">The type to serve it with.</param>
/// <param name="Extension">The file's extension, with its dot.</param>
internal sealed record AudioFormat(string ContentType, string Extension)
{
    /// <summary>How many bytes from the beginning are enough.</summary>
    public const int SniffedBytes = 4096;

    private static ReadOnlySpan<byte> WindowsMedia => [0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11];

    /// <summary>Whether most browsers lack the decoder.</summary>
    public bool IsUnsupported { get; init; }

    /// <summary>Where the sound begins, in bytes; 0 where that is not known.</summary>
    public long SoundOffset { get; init; }

    /// <summary>What to expect of a whole file in this format.</summary>
    /// <param name="sizeBytes">The file's size.</param>
    /// <remarks>A header that promises far more than there is says nothing about the sound: it is damaged.</remarks>
    public Playability PlayabilityOf(long sizeBytes) => SoundOffset > 0 && SoundOffset - sizeBytes is >= 0 and < SniffedBytes
        ? Playability.Silent
        : IsUnsupported ? Playability.Unsupported : Playability.Expected;

    /// <summary>The format of a file that begins like this; <see langword="null"/> when it is none of the known ones.</summary>
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
    /// The format of a file that is kept though nobody knows what it is: what a sender calls a recording is better kept than lost.
    /// </summary>
    /// <param name="declaredType">The server's content type; only that of some audio is believed.</param>
    /// <param name="extension">The extension in the link's path, with its dot; only that of some audio is taken over.</param>
    public static AudioFormat Unknown(string? declaredType, string? extension) => new(
        declaredType is { Length: <= 64 } && declaredType.StartsWith("audio/", StringComparison.OrdinalIgnoreCase) && declaredType[6..].All(IsTypeCharacter)
            ? declaredType.ToLowerInvariant()
            : "application/octet-stream",
        RawExtensions.FirstOrDefault(known => known.Equals(extension, StringComparison.OrdinalIgnoreCase)) ?? ".bin")
    {
        IsUnsupported = true,
    };

    /// <summary>Whether a file begins with a text at a place.</summary>
    internal static bool Has(ReadOnlySpan<byte> start, int at, ReadOnlySpan<byte> mark) => start.Length >= at && start[at..].StartsWith(mark);

    private static bool IsRiff(ReadOnlySpan<byte> start) =>
        ((start.StartsWith("RIFF"u8) || start.StartsWith("RF64"u8) || start.StartsWith("BW64"u8)) && Has(start, 8, "WAVE"u8))
        || (start.StartsWith("FORM"u8) && (Has(start, 8, "AIFF"u8) || Has(start, 8, "AIFC"u8)));

    // Telephony's formats without a header, and some that are rare.
    private static readonly string[] RawExtensions =
        [".mp3", ".wav", ".gsm", ".ulaw", ".alaw", ".ul", ".al", ".pcm", ".raw", ".sln", ".vox", ".g722", ".g729", ".qcp", ".ra", ".wv", ".ape", ".opus", ".mka"];

    private static bool IsTypeCharacter(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '.' or '+';
}
