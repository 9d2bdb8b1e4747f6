using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Tests.Recordings;

/// <summary>Playing what is kept in files.</summary>
public sealed class FilePlaybackTests() : PlaybackTests(isInS3: false);

/// <summary>Playing what is kept in S3.</summary>
public sealed class BucketPlaybackTests() : PlaybackTests(isInS3: true);

public abstract class PlaybackTests(bool isInS3)
{
    private const string Path = "/api/v1/calls/1/recording";

    private static readonly byte[] Audio = StorageServer.Audio(300_000);

    [Fact]
    public async Task Get_StoredFile_SendsItWithItsTypeForListening()
    {
        await using var world = await StoredAsync();

        using var response = await SendAsync(world, HttpMethod.Get);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Audio, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal("audio/mpeg", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("bytes", Assert.Single(response.Headers.AcceptRanges));
        Assert.Equal("inline", response.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("2026-05-15 16.00 +917000000001.mp3", response.Content.Headers.ContentDisposition?.FileNameStar);
        Assert.True(response.Headers.CacheControl is { Private: true, NoCache: true });
        using var again = await SendAsync(world, HttpMethod.Get, request => request.Headers.Range = new RangeHeaderValue(10, 20));
        using var owner = world.Dashboard.CreateClient(Roles.Owner);
        var audit = await owner.GetFromJsonAsync<JsonNode>("/api/v1/audit?action=listen", TestContext.Current.CancellationToken);
        Assert.Equal("call 1", Assert.Single(audit!["items"]!.AsArray())!["subject"]!.GetValue<string>());
        Assert.Equal(world.Now, response.Content.Headers.LastModified?.UtcDateTime);
    }

    [Fact]
    public async Task Head_StoredFile_SendsTheHeadersOnly()
    {
        await using var world = await StoredAsync();

        using var response = await SendAsync(world, HttpMethod.Head);

        Assert.Equal((HttpStatusCode.OK, Audio.Length), (response.StatusCode, response.Content.Headers.ContentLength));
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(100, 199, 100, 100)]
    [InlineData(299_990, null, 299_990, 10)]
    [InlineData(null, 7, 299_993, 7)]
    public async Task Get_Range_SendsThatPart(int? from, int? to, int start, int length)
    {
        await using var world = await StoredAsync();

        using var response = await SendAsync(world, HttpMethod.Get, request => request.Headers.Range = new RangeHeaderValue(from, to));

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal((start, 300_000L), (response.Content.Headers.ContentRange?.From, response.Content.Headers.ContentRange?.Length));
        Assert.Equal(Audio[start..(start + length)], await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Get_RangeBeyondTheEnd_Is416WithTheLength()
    {
        await using var world = await StoredAsync();

        using var response = await SendAsync(world, HttpMethod.Get, request => request.Headers.Range = new RangeHeaderValue(300_000, null));

        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, response.StatusCode);
        Assert.Equal("bytes */300000", response.Content.Headers.ContentRange?.ToString());
    }

    [Fact]
    public async Task Get_SameETag_IsNotSentAgain()
    {
        await using var world = await StoredAsync();
        using var first = await SendAsync(world, HttpMethod.Head);

        using var second = await SendAsync(world, HttpMethod.Get, request => request.Headers.IfNoneMatch.Add(first.Headers.ETag!));

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task Download_NeedsAManager()
    {
        await using var world = await StoredAsync();
        using var agent = await world.Api.Client.GetAsync($"{Path}?download=1", TestContext.Current.CancellationToken);
        using var client = world.Dashboard.CreateClient(Roles.Manager);

        using var manager = await client.GetAsync($"{Path}?download=1", TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.Forbidden, "application/problem+json"), (agent.StatusCode, agent.Content.Headers.ContentType?.MediaType));
        Assert.Equal((HttpStatusCode.OK, "attachment"), (manager.StatusCode, manager.Content.Headers.ContentDisposition?.DispositionType));
    }

    [Fact]
    public async Task Get_WithoutToken_Is401()
    {
        await using var world = await StoredAsync();
        using var client = world.Dashboard.CreateClient();

        using var response = await client.GetAsync(Path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Get_NotStored_IsAProblemThatSaysWhy()
    {
        await using var world = await RecordingWorld.StartAsync();
        await world.AnnounceAsync(1, world.Storage.OnStatus("/a", 403));
        await world.AnnounceAsync(2, world.Storage.UrlOf("/a") + "&X-Amz-Date=20260501T120000Z&X-Amz-Expires=60");
        await world.Api.PostAsync(Payload.AnsweredCall(3));
        await world.WaitForAsync(1, "failed");
        await world.WaitForAsync(2, "expired");

        Assert.Contains("it is tried again. The server answered 403", await ProblemAsync(1), StringComparison.Ordinal);
        Assert.Contains("not stored before Superfone's link to it ended", await ProblemAsync(2), StringComparison.Ordinal);
        Assert.Contains("No recording of call 3 was announced", await ProblemAsync(3), StringComparison.Ordinal);
        Assert.Contains("No call has the id 4", await ProblemAsync(4), StringComparison.Ordinal);

        async Task<string> ProblemAsync(long cdrId) => (await world.Api.ProblemAsync(
            HttpStatusCode.NotFound, client => client.GetAsync($"/api/v1/calls/{cdrId}/recording", TestContext.Current.CancellationToken)))["detail"]!.GetValue<string>();
    }

    [Fact]
    public async Task Get_FileIsGone_SaysSoAndBringsItBack()
    {
        await using var world = await StoredAsync();
        Assert.Single(world.Stored);
        world.LoseStored();

        var problem = await world.Api.ProblemAsync(HttpStatusCode.NotFound, client => client.GetAsync(Path, TestContext.Current.CancellationToken));

        Assert.Contains("gone from where recordings are kept", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        await world.WaitForAsync(1, "stored");
        using var response = await SendAsync(world, HttpMethod.Get);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private async Task<RecordingWorld> StoredAsync()
    {
        var world = await RecordingWorld.StartAsync(isInS3: isInS3);
        await world.AnnounceAsync(1, world.Storage.OnFile("/a", Audio));
        await world.WaitForAsync(1, "stored");
        return world;
    }

    private static Task<HttpResponseMessage> SendAsync(RecordingWorld world, HttpMethod method, Action<HttpRequestMessage>? change = null)
    {
        var request = new HttpRequestMessage(method, Path);
        change?.Invoke(request);
        return world.Api.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
