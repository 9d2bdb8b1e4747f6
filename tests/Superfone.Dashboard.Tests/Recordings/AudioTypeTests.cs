using System.Text;
using Superfone.Dashboard.Recordings;

namespace Superfone.Dashboard.Tests.Recordings;

public sealed class AudioTypeTests
{
    [Theory]
    [InlineData("audio/mpeg", "49443303")] // ID3
    [InlineData("audio/mpeg", "FFFB9064")] // MPEG 1 layer III
    [InlineData("audio/mpeg", "FFF388C4")] // MPEG 2 layer III
    [InlineData("audio/mpeg", "FFE318C4")] // MPEG 2.5 layer III
    [InlineData("audio/aac", "FFF15080")]
    [InlineData("audio/wav", "52494646FFFFFFFF57415645")]
    [InlineData("audio/ogg", "4F676753")]
    [InlineData("audio/mp4", "00000020667479704D344120")]
    [InlineData("audio/webm", "1A45DFA3")]
    [InlineData("audio/flac", "664C6143")]
    [InlineData("audio/amr", "2321414D520A")]
    [InlineData("audio/amr-wb", "2321414D522D57420A")]
    [InlineData(null, "52494646FFFFFFFF41564920")] // RIFF of a film
    [InlineData(null, "FFFFFFFF")]
    [InlineData(null, "FFD8FFE0")] // JPEG
    [InlineData(null, "FF")]
    [InlineData(null, "")]
    public void Of_HowAFileBegins_IsItsType(string? type, string hex) => Assert.Equal(type, AudioType.Of(Convert.FromHexString(hex))?.ContentType);

    [Theory]
    [InlineData("<html>")]
    [InlineData("\uFEFF<!DOCTYPE html>")]
    [InlineData("{\"error\":1}")]
    [InlineData("%PDF-1.7")]
    [InlineData("MZ")]
    [InlineData("GIF89a")]
    public void Of_SomethingElse_IsNone(string text) => Assert.Null(AudioType.Of(Encoding.UTF8.GetBytes(text)));
}
