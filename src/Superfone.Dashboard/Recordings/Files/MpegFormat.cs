namespace Superfone.Dashboard.Recordings.Files;

/// <summary>MP3 and AAC: frames without a file header, possibly after a tag or padding.</summary>
internal static class MpegFormat
{
    private const int TagHeaderLength = 10;

    /// <summary>Detects the format of a file from its beginning; <see langword="null"/> if it does not begin with a frame.</summary>
    public static AudioFormat? Of(ReadOnlySpan<byte> start)
    {
        var padded = start.TrimStart((byte)0);
        if (padded.StartsWith("ID3"u8))
            return new AudioFormat("audio/mpeg", ".mp3") { SoundOffset = start.Length - padded.Length + TagLength(padded) };
        if (IsMpegFrame(padded))
            return new AudioFormat("audio/mpeg", ".mp3");
        return IsAacFrame(padded) ? new AudioFormat("audio/aac", ".aac") : null;
    }

    // "ID3", version, flags, a length of four times seven bits; flag 0x10 says that the header is repeated at the end of the tag.
    private static long TagLength(ReadOnlySpan<byte> tag)
    {
        if (tag.Length < TagHeaderLength)
            return TagHeaderLength;
        var length = ((tag[6] & 0x7F) << 21) | ((tag[7] & 0x7F) << 14) | ((tag[8] & 0x7F) << 7) | (tag[9] & 0x7F);
        return TagHeaderLength + length + ((tag[5] & 0x10) != 0 ? TagHeaderLength : 0);
    }

    // 11 bits of sync, then version, layer, protection, bit rate and sample rate; some of their values are reserved.
    private static bool IsMpegFrame(ReadOnlySpan<byte> start) => start is [0xFF, var second, var third, ..]
        && (second & 0xE0) == 0xE0 && (second & 0x18) != 0x08 && (second & 0x06) != 0
        && (third & 0xF0) != 0xF0 && (third & 0x0C) != 0x0C;

    // 12 bits of sync, a version, layer 0.
    private static bool IsAacFrame(ReadOnlySpan<byte> start) => start is [0xFF, var second, ..] && (second & 0xF6) == 0xF0;
}
