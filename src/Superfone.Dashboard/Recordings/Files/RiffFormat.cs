using System.Buffers.Binary;

namespace Superfone.Dashboard.Recordings.Files;

/// <summary>Formats made of chunks: WAV (RIFF, and RF64 and BW64 beyond 4 GiB) and AIFF.</summary>
internal static class RiffFormat
{
    private const int HeaderLength = 12;
    private const int ChunkHeaderLength = 8;

    // WAVE_FORMAT_*: PCM, float, A-law, µ-law. Browsers do not decode others, such as ADPCM (2, 0x11) or GSM 6.10 (0x31).
    private static readonly int[] DecodedCodecs = [1, 3, 6, 7];
    private const int Extensible = 0xFFFE;

    /// <summary>Detects the format of a file that begins with such a header.</summary>
    public static AudioFormat Of(ReadOnlySpan<byte> start)
    {
        var isAiff = start.StartsWith("FORM"u8);
        var codec = 0;
        long at = HeaderLength;
        while (at + ChunkHeaderLength <= start.Length)
        {
            var chunk = start[(int)at..];
            long size = isAiff ? BigEndian(chunk, 4) : BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            at += ChunkHeaderLength;
            if (chunk.StartsWith("data"u8))
                break;
            if (chunk.StartsWith("SSND"u8))
            {
                at += ChunkHeaderLength; // An offset and a block size.
                break;
            }

            if (chunk.StartsWith("fmt "u8))
                codec = CodecOf(chunk[ChunkHeaderLength..]);
            at += size + (size & 1);
        }

        return isAiff
            ? new AudioFormat("audio/aiff", ".aif") { IsUnsupported = true, SoundOffset = at }
            : new AudioFormat("audio/wav", ".wav") { IsUnsupported = codec != 0 && !DecodedCodecs.Contains(codec), SoundOffset = at };
    }

    /// <summary>Reads a 32-bit big-endian number; 0 if the file ends before it.</summary>
    public static uint BigEndian(ReadOnlySpan<byte> start, int at) => start.Length >= at + 4 ? BinaryPrimitives.ReadUInt32BigEndian(start[at..]) : 0;

    private static int CodecOf(ReadOnlySpan<byte> format)
    {
        if (format.Length < 2)
            return 0;
        var codec = BinaryPrimitives.ReadUInt16LittleEndian(format);

        // The extended header names the codec in the first bytes of a GUID.
        return codec == Extensible && format.Length >= 26 ? BinaryPrimitives.ReadUInt16LittleEndian(format[24..]) : codec;
    }
}
