using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Superfone.Dashboard.Storage.Primary.Bodies;
using Superfone.Events;
using Superfone.Simulation;

namespace Superfone.Dashboard.Tests.Storage.Primary.Bodies;

public sealed class BodyDictionaryTests
{
    [Theory]
    [InlineData(1, "1A08328178A5DFDC330D076DC37E1F48338433920CF9A39009A3543516AC803E")]
    public void Dictionary_OncePublished_NeverChanges(int number, string hash) =>
        Assert.Equal(hash, Convert.ToHexString(SHA256.HashData(BodyDictionary.Load(number))));

    [Fact]
    public void Compress_EachEventOfOtherTraffic_IsFiveTimesSmaller()
    {
        var traffic = DeliverySequence.Of(new SimulationOptions
        {
            Seed = 424_243,
            StartUtc = new DateTime(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc),
            History = TimeSpan.FromDays(4),
            Live = TimeSpan.Zero,
            OrganizationName = "Blue Lake Residency",
            Recordings = new Uri("https://calls.s3.eu-west-1.amazonaws.com/"),
        });

        var ratios = traffic.GroupBy(delivery => delivery.EventName!).ToDictionary(
            group => group.Key,
            group => group.Sum(delivery => (double)delivery.Body.Length) / group.Sum(delivery => BodyDictionary.Compress(delivery.Body)!.Length));

        Assert.Equal(EventNames.All.Order(StringComparer.Ordinal), ratios.Keys.Order(StringComparer.Ordinal));
        Assert.All(ratios, ratio => Assert.True(ratio.Value >= 5, $"{ratio.Key}: {ratio.Value:F2}"));
    }

    [Fact]
    public void Compress_AnyBody_IsReadAgainByteForByte()
    {
        byte[][] bodies =
        [
            [0], Encoding.UTF8.GetBytes(Payload.AnsweredCall(1)), "{}"u8.ToArray(), new byte[1_048_576], RandomNumberGenerator.GetBytes(3000),
            BodyDictionary.Compress(Encoding.UTF8.GetBytes(Payload.AnsweredCall(1)))!,
        ];

        foreach (var body in bodies)
        {
            if (BodyDictionary.Compress(body) is { } frame)
            {
                Assert.True(frame.Length < body.Length);
                Assert.Equal(body, BodyDictionary.Decompress(frame, BodyDictionary.Current, body.Length));
            }
        }
    }

    [Fact]
    public void Compress_BodyThatTheSenderCompressed_SavesNothing()
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
            gzip.Write(RandomNumberGenerator.GetBytes(500));

        Assert.Null(BodyDictionary.Compress(packed.ToArray()));
        Assert.Null(BodyDictionary.Compress([]));
    }

    [Fact]
    public void Decompress_DamagedFrame_ThrowsOrHasTheLengthOfTheBody()
    {
        var body = Encoding.UTF8.GetBytes(Payload.AnsweredCall(1));
        var frame = BodyDictionary.Compress(body)!;
        for (var index = 0; index < 8 * frame.Length; index++)
        {
            var damaged = frame.ToArray();
            damaged[index / 8] ^= (byte)(1 << (index % 8));
            try
            {
                Assert.Equal(body.Length, BodyDictionary.Decompress(damaged, BodyDictionary.Current, body.Length).Length);
            }
            catch (InvalidDataException)
            {
                // As promised.
            }
        }

        Assert.Throws<InvalidDataException>(() => BodyDictionary.Decompress(frame, BodyDictionary.Current, body.Length - 1));
        Assert.Throws<InvalidDataException>(() => BodyDictionary.Decompress(frame, BodyDictionary.Current, body.Length + 1));
        Assert.Throws<InvalidDataException>(() => BodyDictionary.Decompress(frame, BodyDictionary.Current + 1, body.Length));
    }
}
