using Superfone.Dashboard.Domain.Calls;

namespace Superfone.Dashboard.Domain.Tests;

public sealed class RecordingUrlTests
{
    private const string Uuid = "8f4e2a31-2b6d-4c3a-9f1e-7a0b6c2d4e5f";

    [Fact]
    public void ExpiresUtc_SignedUrl_IsDatePlusExpires() => Assert.Equal(
        new DateTime(2026, 5, 22, 10, 30, 0, DateTimeKind.Utc),
        RecordingUrl.ExpiresUtc("https://x.amazonaws.com/a.mp3?X-Amz-Expires=604800&x-amz-date=20260515T103000Z&X-Amz-Signature=ab"));

    [Theory]
    [InlineData("https://x.amazonaws.com/a.mp3")]
    [InlineData("https://x.amazonaws.com/a.mp3?X-Amz-Date=20260515T103000Z")]
    [InlineData("https://x.amazonaws.com/a.mp3?X-Amz-Date=yesterday&X-Amz-Expires=60")]
    [InlineData("https://x.amazonaws.com/a.mp3?X-Amz-Date=20260515T103000Z&X-Amz-Expires=99999999999")]
    [InlineData("https://x.amazonaws.com/a.mp3?X-Amz-Date=99991231T235959Z&X-Amz-Expires=60")]
    public void ExpiresUtc_UrlThatDoesNotSay_IsNull(string url) => Assert.Null(RecordingUrl.ExpiresUtc(url));

    [Theory]
    [InlineData($"https://x.amazonaws.com/acme/{Uuid}.mp3?X-Amz-Signature=ab")]
    [InlineData("https://x.amazonaws.com/8F4E2A31-2B6D-4C3A-9F1E-7A0B6C2D4E5F/recording.mp3")]
    [InlineData("https://x.amazonaws.com/2026/rec_8f4e2a312b6d4c3a9f1e7a0b6c2d4e5f_final.wav")]
    [InlineData($"https://x.amazonaws.com/acme%2F{Uuid}.mp3")]
    public void UuidsIn_UuidInThePath_IsFound(string url) => Assert.Contains(Uuid, RecordingUrl.UuidsIn(url));

    [Fact]
    public void UuidsIn_UuidInTheQuery_IsNotFound() =>
        Assert.DoesNotContain(Uuid, RecordingUrl.UuidsIn($"https://x.amazonaws.com/a.mp3?id={Uuid}"));

    [Fact]
    public void UuidsIn_FileNamedOtherwise_IsItsName() => Assert.Contains("CA-42", RecordingUrl.UuidsIn("https://x.amazonaws.com/CA-42.mp3"));

    [Fact]
    public void UuidsIn_NoUrl_IsEmpty() => Assert.Empty(RecordingUrl.UuidsIn(""));

    [Theory]
    [InlineData("?X-Amz-Signature=secret&X-Amz-Expires=60", "?X-Amz-Signature=•••&X-Amz-Expires=60")]
    [InlineData("?X-Amz-Credential=secret%2Fx&a=b", "?X-Amz-Credential=•••&a=b")]
    [InlineData("?X-Amz-Security-Token=secret==\"}", "?X-Amz-Security-Token=•••\"}")]
    [InlineData("{\"u\":\"https://x/a?X-Amz-Signature=secret\\u0026b=c\"}", "{\"u\":\"https://x/a?X-Amz-Signature=•••\\u0026b=c\"}")]
    [InlineData("X-Amz-Signature\\u003Dsecret\\u0026b", "X-Amz-Signature\\u003D•••\\u0026b")]
    [InlineData("X-Amz-Credential=a\\/secret\\/b&c", "X-Amz-Credential=•••&c")]
    [InlineData("Signature=a\\u002Bsecret&c", "Signature=•••&c")]
    [InlineData("?sig=secret&c", "?sig=•••&c")]
    [InlineData("X-Amz-SignedHeaders=host", "X-Amz-SignedHeaders=host")]
    public void WithoutSignatures_TextWithSecrets_MasksThemOnly(string text, string expected) =>
        Assert.Equal(expected, RecordingUrl.WithoutSignatures(text));
}
