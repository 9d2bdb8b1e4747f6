using Microsoft.Extensions.Logging;

namespace Superfone.Dashboard.Tests.Recordings;

public sealed class SecrecyTests
{
    [Fact]
    public async Task Signature_WhateverHappens_IsNeitherLoggedNorShown()
    {
        using var log = new KeptLog();
        await using var world = await RecordingWorld.StartAsync(configure: builder =>
        {
            builder.Logging.AddProvider(log);
            builder.Logging.SetMinimumLevel(LogLevel.Trace).AddFilter(null, LogLevel.Trace).AddFilter("System.Net.Http", LogLevel.Trace).AddFilter("Polly", LogLevel.Trace);

            // The server's own request log does not count.
            builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Information).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Information);
        });
        var storage = world.Storage;
        string[] urls =
        [
            storage.OnFile("/good", StorageServer.Audio(1000)), storage.OnStatus("/403", 403), storage.OnStatus("/503", 503),
            storage.On("/abort", context =>
            {
                context.Abort();
                return Task.CompletedTask;
            }),
            storage.On("/redirect", context =>
            {
                context.Response.Redirect($"https://elsewhere.example.com/?X-Amz-Signature={StorageServer.Signature}");
                return Task.CompletedTask;
            }),
            $"http://127.0.0.1:1/?X-Amz-Signature={StorageServer.Signature}",
            $"https://10.0.0.1/?X-Amz-Signature={StorageServer.Signature}",
            $"not a link X-Amz-Signature={StorageServer.Signature}",
        ];

        foreach (var (index, url) in urls.Index())
            await world.AnnounceAsync(index + 1, url);
        await world.WaitForAsync(1, "stored");
        for (var cdrId = 2; cdrId <= urls.Length; cdrId++)
            await world.WaitForAsync(cdrId, "failed", TimeSpan.FromMilliseconds(100));

        Assert.Contains(log.Lines, line => line.Contains("The recording of call 2, attempt 1 failed", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains(StorageServer.Signature, StringComparison.Ordinal));
        foreach (var path in new[] { "/api/v1/calls", "/api/v1/calls/2", "/api/v1/calls/2/recording", "/api/v1/deliveries/2", "/metrics" })
        {
            using var response = await world.Api.Client.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.DoesNotContain(StorageServer.Signature, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        var metrics = await world.Api.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        Assert.Matches("""superfone_recording_downloads_total\{result="stored"\} 1\n""", metrics);
        Assert.Matches("""superfone_recording_downloads_total\{result="failed"\} \d+\n""", metrics);
        Assert.Matches("superfone_recording_stored_bytes_total\\{\\} 1000\n", metrics);
    }
}
