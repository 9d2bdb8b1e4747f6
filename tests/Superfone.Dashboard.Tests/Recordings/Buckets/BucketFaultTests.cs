using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Operations.Faults;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Recordings.Buckets;

/// <summary>Whatever an S3 store does: nothing is lost, nobody waits for long, and everybody sees why.</summary>
public sealed class BucketFaultTests
{
    private const string Recording = "/api/v1/calls/1/recording";

    private static readonly byte[] Audio = StorageServer.Audio(300_000);

    private const string Silent = "silent";

    // Quick, so that a silent store is noticed within the test.
    private static readonly Dictionary<string, string?> Impatient = new() { ["Superfone:Recordings:StallTimeout"] = "00:00:00.5" };

    [Theory]
    [InlineData(403, "AccessDenied", "StoreRefused")]
    [InlineData(500, "InternalError", "StoreSlow")]
    [InlineData(0, "", "StoreUnreachable")]
    [InlineData(0, Silent, "StoreSlow")]
    public async Task Store_DoesNotTakeARecording_ItStaysHereIsPlayedAndIsMovedLater(int status, string code, string cause)
    {
        await using var world = await RecordingWorld.StartAsync(code == Silent ? Impatient : null, isInS3: true);
        Break(world.Bucket!, status, code);

        await world.AnnounceAsync(1, world.Storage.OnFile("/a", Audio));
        await world.WaitForAsync(1, "stored");

        Assert.Equal(Audio, await File.ReadAllBytesAsync(Assert.Single(world.Files), TestContext.Current.CancellationToken));
        Assert.Equal(Audio, await world.Api.Client.GetByteArrayAsync(Recording, TestContext.Current.CancellationToken));
        var board = world.Dashboard.Services.GetRequiredService<FaultBoard>();
        Assert.Equal(new FaultItem("RecordingStore", cause, false), Assert.Single(board.Faults));
        Assert.Equal(("degraded", "s3", "s3"), await HealthAsync(world));

        world.Bucket!.Recover();
        await ApiDashboard.WaitAsync(() =>
        {
            world.Time.Advance(TimeSpan.FromSeconds(5));
            return Task.FromResult(world.Files.Length == 0 && board.Faults.Count == 0);
        });
        Assert.Equal(Audio, Assert.Single(world.Bucket.Recordings).Value);
        Assert.Equal(Audio, await world.Api.Client.GetByteArrayAsync(Recording, TestContext.Current.CancellationToken));
        Assert.Equal(1, world.Storage.CountOf("/a"));
    }

    [Theory]
    [InlineData(404, "NoSuchBucket", "refuses access")]
    [InlineData(503, "SlowDown", "fails or does not answer in time")]
    [InlineData(0, "", "cannot be reached")]
    [InlineData(0, Silent, "does not answer in time")]
    public async Task Store_DoesNotGiveARecording_TheListenerSeesWhySoon(int status, string code, string said)
    {
        await using var world = await StoredAsync(code == Silent);
        Break(world.Bucket!, status, code);
        var started = Stopwatch.GetTimestamp();

        var problem = await world.Api.ProblemAsync(HttpStatusCode.ServiceUnavailable, client => client.GetAsync(Recording, TestContext.Current.CancellationToken));

        Assert.Contains(said, problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(10));
        Assert.Equal("stored", (await world.RecordingAsync(1))["status"]!.GetValue<string>());
        world.Bucket!.Recover();
        Assert.Equal(Audio, await world.Api.Client.GetByteArrayAsync(Recording, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Body_CutOrStalled_GoesOnWhereItEnded(bool isCut)
    {
        await using var world = await StoredAsync(!isCut);
        var bodies = 0;
        world.Bucket!.Fault = async context =>
        {
            if (++bodies > 1)
                return false;
            context.Response.StatusCode = 206;
            context.Response.ContentLength = Audio.Length;
            context.Response.Headers.ContentRange = $"bytes 0-{Audio.Length - 1}/{Audio.Length}";
            await context.Response.Body.WriteAsync(Audio.AsMemory(0, 100_000));
            await context.Response.Body.FlushAsync();
            if (!isCut)
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            context.Abort();
            return true;
        };

        Assert.Equal(Audio, await world.Api.Client.GetByteArrayAsync(Recording, TestContext.Current.CancellationToken));
        Assert.Equal(2, bodies);
    }

    [Fact]
    public async Task Body_ThatIsNotWhatWasStored_IsNotPassedOnAsWhole()
    {
        await using var world = await StoredAsync();
        world.Bucket!.Damage(bytes => [.. bytes[..^1], (byte)(bytes[^1] ^ 1)]);

        await Assert.ThrowsAsync<HttpRequestException>(() => world.Api.Client.GetByteArrayAsync(Recording, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Listener_WhoGoesAway_EndsTheRequestToTheStore()
    {
        await using var world = await StoredAsync();
        var ended = new TaskCompletionSource();
        world.Bucket!.Fault = async context =>
        {
            if (context.Request.Method != HttpMethods.Get)
                return false;
            context.Response.StatusCode = 206;
            context.Response.ContentLength = Audio.Length;
            context.Response.Headers.ContentRange = $"bytes 0-{Audio.Length - 1}/{Audio.Length}";
            await context.Response.Body.WriteAsync(Audio.AsMemory(0, 100_000));
            await context.Response.Body.FlushAsync();
            context.RequestAborted.Register(() => ended.TrySetResult());
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return true;
        };

        using (var response = await world.Api.Client.GetAsync(Recording, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken))
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Secrets_WhateverHappens_AreNeitherLoggedNorShown()
    {
        using var log = new KeptLog();
        await using var world = await RecordingWorld.StartAsync(configure: builder => builder.Logging.AddProvider(log), isInS3: true);
        world.Bucket!.Fail(403, "SignatureDoesNotMatch");
        await world.AnnounceAsync(1, world.Storage.OnFile("/a", Audio));
        await world.WaitForAsync(1, "stored");
        await ApiDashboard.WaitAsync(() => Task.FromResult(log.Lines.Any(line => line.Contains("the S3 store refuses access", StringComparison.Ordinal))));

        Assert.DoesNotContain(log.Lines, line => line.Contains(ObjectServer.SecretKey, StringComparison.Ordinal) || line.Contains(ObjectServer.AccessKey, StringComparison.Ordinal));
        using var owner = world.Dashboard.CreateClient(Roles.Owner);
        var health = await owner.GetStringAsync("/health/ready", TestContext.Current.CancellationToken);
        Assert.Contains("refuses access", health, StringComparison.Ordinal);
        Assert.DoesNotContain(ObjectServer.SecretKey, health, StringComparison.Ordinal);
    }

    private static void Break(ObjectServer bucket, int status, string code)
    {
        if (status > 0)
        {
            bucket.Fail(status, code);
            return;
        }

        bucket.Fault = async context =>
        {
            if (code == Silent)
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            context.Abort();
            return true;
        };
    }

    private static async Task<RecordingWorld> StoredAsync(bool isImpatient = false)
    {
        var world = await RecordingWorld.StartAsync(isImpatient ? Impatient : null, isInS3: true);
        await world.AnnounceAsync(1, world.Storage.OnFile("/a", Audio));
        await world.WaitForAsync(1, "stored");
        return world;
    }

    private static async Task<(string Status, string Cause, string Part)> HealthAsync(RecordingWorld world)
    {
        using var stranger = world.Dashboard.CreateClient();
        var health = (await stranger.GetFromJsonAsync<JsonNode>("/health/ready", TestContext.Current.CancellationToken))!;
        return (health["status"]!.GetValue<string>(), health["cause"]!.GetValue<string>(), health["parts"]!["recordings"]!.GetValue<string>());
    }
}
