using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Benchmarks;

/// <summary>The application with recordings from <see cref="RecordingStorage"/>, and a client that announces and plays them.</summary>
internal sealed class RecordingHost : IAsyncDisposable
{
    private const string Token = "a token of the benchmark";

    private readonly BenchmarkHost _host;
    private readonly HttpClient _client;
    private long _calls;

    private RecordingHost(BenchmarkHost host)
    {
        _host = host;
        _client = new HttpClient { BaseAddress = host.At("/") };
    }

    public static async Task<RecordingHost> StartAsync(string directory, int concurrency) => new(await BenchmarkHost.StartAsync(
        directory,
        projects: true,
        new Dictionary<string, string?>
        {
            ["Superfone:Recordings:AllowPrivateNetworks"] = "true",
            ["Superfone:Recordings:AllowedHosts:0"] = "127.0.0.1",
            ["Superfone:Recordings:Concurrency"] = concurrency.ToString(CultureInfo.InvariantCulture),
            ["Superfone:Api:Tokens:0:Name"] = "benchmark",
            ["Superfone:Api:Tokens:0:Token"] = Token,
            ["Superfone:Api:Tokens:0:Role"] = "Agent",
        }));

    /// <summary>Announces recordings and waits until the first ones are being asked for, then opens the storage and waits for all.</summary>
    /// <returns>The last call, and how long it took from the opening until all were stored.</returns>
    public async Task<(long CdrId, TimeSpan Elapsed)> DownloadAsync(RecordingStorage storage, IReadOnlyCollection<string> urls)
    {
        storage.Close();
        var before = await CountAsync(RecordingStatus.Stored);
        foreach (var url in urls)
            await AnnounceAsync(++_calls, url);
        while (await CountAsync(null) < _calls || await CountAsync(RecordingStatus.Downloading) == 0)
            await Task.Delay(10);

        storage.Open();
        var started = Stopwatch.GetTimestamp();
        while (await CountAsync(RecordingStatus.Stored) < before + urls.Count)
            await Task.Delay(5);
        return (_calls, Stopwatch.GetElapsedTime(started));
    }

    /// <summary>Reads a recording from some byte on.</summary>
    /// <param name="cdrId">The call.</param>
    /// <param name="from">The first byte.</param>
    /// <param name="isWhole">Whether to read to its end; else only the first piece.</param>
    /// <returns>How long the first byte took.</returns>
    public async Task<TimeSpan> PlayAsync(long cdrId, long from, bool isWhole = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/calls/{cdrId}/recording");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        request.Headers.Range = new RangeHeaderValue(from, null);
        var started = Stopwatch.GetTimestamp();
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[1 << 16];
        _ = await body.ReadAtLeastAsync(buffer, 1);
        var first = Stopwatch.GetElapsedTime(started);
        while (isWhole && await body.ReadAsync(buffer) > 0)
        {
        }

        return first;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    private async Task<int> CountAsync(RecordingStatus? status)
    {
        await using var primary = await _host.Services.GetRequiredService<IDbContextFactory<PrimaryContext>>().CreateDbContextAsync();
        return await primary.Recordings.CountAsync(row => status == null || row.Status == status);
    }

    private async Task AnnounceAsync(long cdrId, string url)
    {
        var body = JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["event"] = "CDR_RECORDING_AVAILABLE",
            ["cdr_id"] = cdrId,
            ["cdr_disposition"] = "ANSWER",
            ["cdr_start"] = "2026-05-15T10:30:00Z",
            ["cdr_recording_url"] = url,
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, _host.Webhook) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", BenchmarkHost.Secret);
        using var response = await _client.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }
}
