using System.Diagnostics;
using System.Net;
using Superfone.Dashboard.Benchmarks.Pages;

namespace Superfone.Dashboard.Benchmarks.Rebuilds;

/// <summary>How long a page took.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Idle">The median when nothing else happened, ms.</param>
/// <param name="Rebuilding">The median while the read model was computed again, ms.</param>
/// <param name="Count">How often it was read meanwhile.</param>
internal sealed record PageTimes(string Path, double Idle, double Rebuilding, int Count);

/// <summary>Reads pages as a browser loads them, one after the other.</summary>
internal sealed class PageReader : IDisposable
{
    /// <summary>How often all pages are read before anything is measured.</summary>
    public const int WarmUps = 20;

    /// <summary>How often they are read while nothing else happens.</summary>
    public const int IdleRounds = 40;

    // As somebody reads who clicks very quickly; without it the reads alone would take a whole core.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly HttpClient _client;

    private PageReader(Uri address, CookieContainer cookies) => _client = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = address };

    /// <summary>The pages.</summary>
    public static IReadOnlyList<string> Paths { get; } = ["/", "/calls", "/contacts", "/follow-ups", "/analytics"];

    /// <summary>Signs in.</summary>
    public static async Task<PageReader> SignInAsync(Uri address)
    {
        var cookies = new CookieContainer();
        cookies.SetCookies(address, await PagesBenchmark.SignInAsync(address));
        return new PageReader(address, cookies);
    }

    /// <summary>Reads all of them.</summary>
    /// <returns>How long each took, ms.</returns>
    public async Task<double[]> ReadAsync()
    {
        var times = new double[Paths.Count];
        foreach (var (index, path) in Paths.Index())
        {
            await Task.Delay(Pause);
            var started = Stopwatch.GetTimestamp();
            using var reply = await _client.GetAsync(path);
            await reply.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
            times[index] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        return times;
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
