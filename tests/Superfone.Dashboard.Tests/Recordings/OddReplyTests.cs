using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Superfone.Dashboard.Domain.Calls;

namespace Superfone.Dashboard.Tests.Recordings;

/// <summary>Storages answer in many ways; whatever is the whole file is kept as the file that was recorded.</summary>
public sealed class OddReplyTests
{
    private static readonly byte[] Audio = StorageServer.Audio(300_000);

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("GZIP", "gzip")]
    [InlineData("deflate", "zlib")]
    [InlineData("deflate", "deflate")]
    [InlineData("br", "br")]
    [InlineData("gzip", null)] // The storage's user set a header that is not true.
    [InlineData("br", null)]
    [InlineData("aws-chunked", null)]
    [InlineData("identity", null)]
    [InlineData(null, "gzip")]
    public async Task Body_PackedOrSaidToBe_IsStoredUnpacked(string? coding, string? packing)
    {
        await using var world = await RecordingWorld.StartAsync();
        var sent = Pack(packing, Audio);

        await world.AnnounceAsync(1, world.Storage.On("/a", context =>
        {
            context.Response.ContentLength = sent.Length;
            if (coding is not null)
                context.Response.Headers.ContentEncoding = coding;
            return context.Response.Body.WriteAsync(sent).AsTask();
        }));

        var stored = await world.WaitForAsync(1, "stored");
        Assert.Equal(("audio/mpeg", Audio.Length), (stored["contentType"]!.GetValue<string>(), stored["sizeBytes"]!.GetValue<int>()));
        Assert.Equal(Audio, await File.ReadAllBytesAsync(Assert.Single(world.Files), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(1_000_000, "longer than 100000 bytes")] // Much longer unpacked than packed.
    [InlineData(-1, "cannot be unpacked")] // Not what it says.
    public async Task Body_PackedAndTooLongOrDamaged_IsNotStored(int zeros, string error)
    {
        await using var world = await RecordingWorld.StartAsync(new Dictionary<string, string?> { ["Superfone:Recordings:MaxBytes"] = "100000" });
        byte[] sent = zeros < 0 ? [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0, .. Enumerable.Repeat((byte)0xFF, 100)] : Pack("gzip", [.. "ID3"u8, .. new byte[zeros]]);

        await world.AnnounceAsync(1, world.Storage.On("/a", context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            return context.Response.Body.WriteAsync(sent).AsTask();
        }));

        Assert.Contains(error, (await world.WaitForAsync(1, "failed"))["error"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(world.Files);
    }

    [Theory]
    [InlineData("bytes 0-299999/300000", true)]
    [InlineData("bytes 0-299998/300000", false)]
    [InlineData("bytes 0-299999/*", false)]
    [InlineData("bytes 1-299999/300000", false)]
    [InlineData(null, false)]
    public async Task Status_206_IsStoredWhenItIsAllThereIs(string? range, bool isWhole)
    {
        await using var world = await RecordingWorld.StartAsync();

        await world.AnnounceAsync(1, world.Storage.On("/a", context =>
        {
            context.Response.StatusCode = StatusCodes.Status206PartialContent;
            if (range is not null)
                context.Response.Headers.ContentRange = range;
            return context.Response.Body.WriteAsync(Audio).AsTask();
        }));

        var recording = await world.WaitForAsync(1, isWhole ? "stored" : "failed");
        if (!isWhole)
            Assert.Contains("only a part", recording["error"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_206ThatHoldsLessThanItSays_IsNotStored()
    {
        await using var world = await RecordingWorld.StartAsync();

        await world.AnnounceAsync(1, world.Storage.On("/a", context =>
        {
            context.Response.StatusCode = StatusCodes.Status206PartialContent;
            context.Response.Headers.ContentRange = "bytes 0-299999/300000";
            return context.Response.Body.WriteAsync(Audio.AsMemory(0, 1000)).AsTask();
        }));

        Assert.Equal("1000 of 300000 bytes came.", (await world.WaitForAsync(1, "failed"))["error"]!.GetValue<string>());
        Assert.Empty(world.Files);
    }

    [Fact]
    public async Task Body_ThatNobodyKnows_IsKeptForDownload()
    {
        await using var world = await RecordingWorld.StartAsync();
        var noise = new byte[10_000];
        new Random(2).NextBytes(noise);
        noise[0] = 1;

        await world.AnnounceAsync(1, world.Storage.OnFile("/call.gsm", noise));

        var stored = await world.WaitForAsync(1, "stored");
        Assert.Equal(("application/octet-stream", 10_000), (stored["contentType"]!.GetValue<string>(), stored["sizeBytes"]!.GetValue<int>()));
        Assert.EndsWith(".gsm", Assert.Single(world.Files), StringComparison.Ordinal);
        Assert.Equal(Playability.Unsupported, (await world.RowAsync(1)).Playability);
        using var file = await world.Api.Client.GetAsync("/api/v1/calls/1/recording", TestContext.Current.CancellationToken);
        Assert.Equal(noise, await file.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("2E736E640000001800000010", Playability.Unsupported, "audio/basic")]
    [InlineData("464F524D0000100041494646", Playability.Unsupported, "audio/aiff")]
    [InlineData("6361666600010000", Playability.Unsupported, "audio/x-caf")]
    [InlineData("52463634FFFFFFFF57415645", Playability.Expected, "audio/wav")]
    [InlineData("3026B2758E66CF11", Playability.Unsupported, "audio/x-ms-wma")]
    [InlineData("2321414D520A", Playability.Unsupported, "audio/amr")]
    public async Task Body_InAFormatThatBrowsersLack_IsStoredAndSaysSo(string start, Playability expected, string type)
    {
        await using var world = await RecordingWorld.StartAsync();
        byte[] file = [.. Convert.FromHexString(start), .. Enumerable.Repeat((byte)7, 5000)];

        await world.AnnounceAsync(1, world.Storage.OnFile("/a", file));

        Assert.Equal(type, (await world.WaitForAsync(1, "stored"))["contentType"]!.GetValue<string>());
        Assert.Equal(expected, (await world.RowAsync(1)).Playability);
    }

    [Fact]
    public async Task Body_HeaderWithoutSound_IsStoredAsSilentAndForgottenWithItsFile()
    {
        await using var world = await RecordingWorld.StartAsync();
        await world.AnnounceAsync(1, world.Storage.OnFile("/a", AudioFormatTests.Wave(1, 0)));
        await world.WaitForAsync(1, "stored");
        Assert.Equal(Playability.Silent, (await world.RowAsync(1)).Playability);

        world.Storage.OnFile("/a", AudioFormatTests.Wave(1, 1000));
        File.Delete(Assert.Single(world.Files));
        using var gone = await world.Api.Client.GetAsync("/api/v1/calls/1/recording", TestContext.Current.CancellationToken);

        await world.WaitForAsync(1, "stored");
        Assert.Equal(Playability.Expected, (await world.RowAsync(1)).Playability);
    }

    private static byte[] Pack(string? packing, byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (Stream stream = packing switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "zlib" => new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "deflate" => new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "br" => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            _ => packed,
        })
        {
            stream.Write(bytes);
            stream.Flush();
            if (stream == packed)
                return packed.ToArray();
        }

        return packed.ToArray();
    }
}
