using System.Buffers.Binary;
using System.Text;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Recordings.Files;

namespace Superfone.Dashboard.Tests.Recordings;

public sealed class AudioFormatTests
{
    [Theory]
    [InlineData("audio/mpeg", "49443303")] // ID3
    [InlineData("audio/mpeg", "FFFB9064")] // MPEG 1 layer III
    [InlineData("audio/mpeg", "FFF388C4")] // MPEG 2 layer III
    [InlineData("audio/mpeg", "FFE318C4")] // MPEG 2.5 layer III
    [InlineData("audio/mpeg", "00000000000000000000FFFB9064")] // behind padding
    [InlineData("audio/mpeg", "0000000049443303")]
    [InlineData("audio/aac", "FFF15080")]
    [InlineData("audio/wav", "52494646FFFFFFFF57415645")]
    [InlineData("audio/wav", "52463634FFFFFFFF57415645")] // RF64
    [InlineData("audio/wav", "42573634FFFFFFFF57415645")] // BW64
    [InlineData("audio/aiff", "464F524D0000000041494646")]
    [InlineData("audio/aiff", "464F524D0000000041494643")] // AIFC
    [InlineData("audio/basic", "2E736E640000001800000000")]
    [InlineData("audio/x-caf", "6361666600010000")]
    [InlineData("audio/x-ms-wma", "3026B2758E66CF11A6D900AA0062CE6C")]
    [InlineData("audio/ogg", "4F676753")]
    [InlineData("audio/mp4", "00000020667479704D344120")]
    [InlineData("audio/3gpp", "00000018667479703367703400000000")]
    [InlineData("audio/webm", "1A45DFA3")]
    [InlineData("audio/flac", "664C6143")]
    [InlineData("audio/amr", "2321414D520A")]
    [InlineData("audio/amr-wb", "2321414D522D57420A")]
    [InlineData(null, "52494646FFFFFFFF41564920")] // RIFF of a film
    [InlineData(null, "FFFFFFFF")]
    [InlineData(null, "FFD8FFE0")] // JPEG
    [InlineData(null, "FF")]
    [InlineData(null, "")]
    public void Of_HowAFileBegins_IsItsType(string? type, string hex) => Assert.Equal(type, AudioFormat.Of(Convert.FromHexString(hex))?.ContentType);

    [Theory]
    [InlineData(1, Playability.Expected)]
    [InlineData(3, Playability.Expected)]
    [InlineData(6, Playability.Expected)] // A-law
    [InlineData(7, Playability.Expected)] // µ-law
    [InlineData(0x31, Playability.Unsupported)] // GSM 6.10
    [InlineData(0x11, Playability.Unsupported)] // ADPCM
    public void PlayabilityOf_AWave_DependsOnItsCodec(int codec, Playability expected) =>
        Assert.Equal(expected, AudioFormat.Of(Wave((ushort)codec, 100))!.PlayabilityOf(144));

    [Fact]
    public void PlayabilityOf_AHeaderWithoutSound_IsSilent()
    {
        byte[] audio = [.. ".snd"u8, 0, 0, 0, 24, .. new byte[16]];

        Assert.Equal(Playability.Silent, AudioFormat.Of(Wave(1, 0))!.PlayabilityOf(44));
        Assert.Equal(Playability.Silent, AudioFormat.Of(Wave(1, 0).AsSpan(0, 20))!.PlayabilityOf(20));
        Assert.Equal(Playability.Silent, AudioFormat.Of(audio)!.PlayabilityOf(24));
        Assert.Equal(Playability.Unsupported, AudioFormat.Of(audio)!.PlayabilityOf(25));
        Assert.Equal(Playability.Silent, AudioFormat.Of("#!AMR\n"u8)!.PlayabilityOf(6));
        Assert.Equal(Playability.Silent, AudioFormat.Of([.. "ID3"u8, 3, 0, 0, 0, 0, 0, 20, .. new byte[20]])!.PlayabilityOf(30));
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("\uFEFF<!DOCTYPE html>")]
    [InlineData("\r\n  <?xml version=\"1.0\"?><Error/>")]
    [InlineData("{\"error\":1}")]
    [InlineData("Access denied – ask the owner")]
    [InlineData("%PDF-1.7")]
    [InlineData("MZ\u0090\0")]
    [InlineData("GIF89a\u0001\0")]
    public void NotAudio_ADocument_Is(string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text.Replace("–", "-", StringComparison.Ordinal).Replace("\uFEFF", "\u00EF\u00BB\u00BF", StringComparison.Ordinal));

        Assert.True(NotAudio.Is(bytes));
        Assert.Null(AudioFormat.Of(bytes));
    }

    [Theory]
    [InlineData("<html><title>दुकान</title>")]
    [InlineData("त्रुटि")]
    public void NotAudio_ATextInAnyEncoding_Is(string text)
    {
        Assert.True(NotAudio.Is(Encoding.UTF8.GetBytes(text)));
        Assert.True(NotAudio.Is(Encoding.UTF8.GetBytes(text).AsSpan()[..^1]));
        if (text[0] == '<')
            Assert.True(NotAudio.Is([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)]));
    }

    [Fact]
    public void NotAudio_BytesThatNobodyKnows_IsNot()
    {
        var noise = new byte[4096];
        new Random(1).NextBytes(noise);
        var quiet = new byte[4096]; // A-law around zero has no control characters.
        for (var index = 0; index < quiet.Length; index++)
            quiet[index] = index % 3 == 0 ? (byte)0xD5 : (byte)0x55;

        Assert.False(NotAudio.Is(noise));
        Assert.False(NotAudio.Is(quiet));
        Assert.False(NotAudio.Is(Enumerable.Repeat((byte)0x55, 4096).ToArray()));
        Assert.False(NotAudio.Is(new byte[4096]));
    }

    [Theory]
    [InlineData("audio/x-gsm", ".gsm", "audio/x-gsm", ".gsm")]
    [InlineData("AUDIO/L16", ".RAW", "audio/l16", ".raw")]
    [InlineData("text/html", ".html", "application/octet-stream", ".bin")]
    [InlineData("audio/x; charset=\"\r\n", ".exe", "application/octet-stream", ".bin")]
    [InlineData(null, null, "application/octet-stream", ".bin")]
    public void Unknown_BelievesOnlyWhatIsHarmless(string? declared, string? extension, string type, string kept)
    {
        var format = AudioFormat.Unknown(declared, extension);

        Assert.Equal((type, kept, Playability.Unsupported), (format.ContentType, format.Extension, format.PlayabilityOf(100)));
    }

    /// <summary>A WAV of one channel of eight bits.</summary>
    internal static byte[] Wave(ushort codec, int soundBytes)
    {
        var wave = new byte[44 + soundBytes];
        "RIFF"u8.CopyTo(wave);
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(4), wave.Length - 8);
        "WAVEfmt "u8.CopyTo(wave.AsSpan(8));
        wave[16] = 16;
        BinaryPrimitives.WriteUInt16LittleEndian(wave.AsSpan(20), codec);
        wave[22] = 1;
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(24), 8000);
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(28), 8000);
        (wave[32], wave[34]) = (1, 8);
        "data"u8.CopyTo(wave.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(40), soundBytes);
        return wave;
    }
}
