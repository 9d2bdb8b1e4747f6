using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.SignalR.Client;

namespace Superfone.Dashboard.Benchmarks.Pages;

/// <summary>Fifty open live pages: what each costs, how soon and how much it is sent, and what is left for ingest.</summary>
internal static partial class PagesBenchmark
{
    private const int EventsPerSecond = 500;
    private const double Frame = 1000.0 / 60;

    // More pages have limits of their own.
    private const int MostAtFullPace = 200;

    // Calls that come faster share a change of the page.
    private static readonly TimeSpan OneByOne = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(6);

    /// <summary>Runs it and prints what it found.</summary>
    /// <returns>0, or 1 when a limit is missed.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new Arguments(args);
        var (count, rounds) = ((int)arguments.Number("pages", 50), (int)arguments.Number("rounds", 3));
        await using var host = await BenchmarkHost.StartAsync(arguments.Directory, projects: true);
        await using var bare = await BareApplication.StartAsync();
        var cookie = await SignInAsync(host.At("/"));
        using var client = new HttpClient { BaseAddress = host.At("/") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", BenchmarkHost.Secret);
        for (var number = 0; number < 60; number++)
            await PostAsync(client);

        var table = new LimitTable();
        if (count > MostAtFullPace)
        {
            await CrowdBenchmark.RunAsync(host, client, cookie, count, rounds, table);
            return table.IsKept ? 0 : 1;
        }

        var ofBare = await HeapOfAsync(new Uri(bare.Urls.First()), "", count);
        var ofLive = await HeapOfAsync(host.At("/"), cookie, count);
        table.AtMost("memory of an idle page, in bare pages", ofLive / ofBare, 1.5, string.Create(CultureInfo.InvariantCulture, $"{ofLive:0} KiB to {ofBare:0} KiB"));

        List<double> shares = [];
        for (var round = 0; round < rounds; round++)
        {
            var alone = await IngestAsync(host);
            using var open = await Watchers.OpenAsync(host.At("/"), cookie, count);
            shares.Add(await IngestAsync(host) / alone);
        }

        shares.Sort();
        table.AtLeast("ingest at full speed, in that without pages", shares[shares.Count / 2], 0.8,
            string.Create(CultureInfo.InvariantCulture, $"rounds from {shares[0]:0.00} to {shares[^1]:0.00}"));

        using var watchers = await Watchers.OpenAsync(host.At("/"), cookie, count);
        await MeasureLatencyAsync(host, client, watchers, table);
        await MeasureBurstAsync(host, client, watchers, table, cookie);
        return table.IsKept ? 0 : 1;
    }

    private static async Task<double> HeapOfAsync(Uri url, string cookie, int count)
    {
        // As many before: what they leave in pools and plans is there once, however many pages are open.
        using (var earlier = await Watchers.OpenAsync(url, cookie, count))
            await earlier.TakeAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var open = await Watchers.OpenAsync(url, cookie, count);
        return (GC.GetTotalMemory(forceFullCollection: true) - before) / 1024.0 / count;
    }

    // What an earlier load has left to project would be counted against this one.
    private static async Task<double> IngestAsync(BenchmarkHost host)
    {
        await host.CatchUpAsync(host.Projection.LastDeliveryId);
        return (await Load.RunAsync(host.Webhook, BenchmarkHost.Secret, 16, TimeSpan.FromSeconds(3))).Rate;
    }

    private static async Task MeasureLatencyAsync(BenchmarkHost host, HttpClient client, Watchers watchers, LimitTable table)
    {
        var heard = new ConcurrentDictionary<long, long>();
        await using var hub = new HubConnectionBuilder().WithUrl(host.At("/hubs/live"), options => options.Headers["Authorization"] = $"Bearer {BenchmarkHost.ApiToken}").Build();
        hub.On<JsonElement>("CallChanged", call => heard.TryAdd(call.GetProperty("cdrId").GetInt64(), Stopwatch.GetTimestamp()));
        await hub.StartAsync();
        await host.CatchUpAsync((await PostAsync(client)).DeliveryId);

        // What the load before has left to send would be counted for these calls.
        IReadOnlyList<PageReport> before;
        do
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            before = await watchers.TakeAsync();
        }
        while (before.Any(page => page.Rows > 0));

        var posted = new Dictionary<long, long>();
        for (var number = 0; number < 30; number++)
        {
            var started = Stopwatch.GetTimestamp();
            posted.Add((await PostAsync(client)).CdrId, started);
            await Task.Delay(OneByOne);
        }

        var pages = await watchers.TakeAsync(posted.Keys);
        var toHub = Statistics.Median(posted.Where(post => heard.ContainsKey(post.Key)).Select(post => Milliseconds(post.Value, heard[post.Key])));
        var toPage = Statistics.Median(pages.SelectMany(page => page.Shown).Select(shown => Milliseconds(posted[shown.Key], shown.Value)));
        table.AtMost("POST to page less a frame, in POST to hub", Math.Max(0, toPage - Frame) / toHub, 3,
            string.Create(CultureInfo.InvariantCulture, $"{toPage:0.0} ms to {toHub:0.0} ms, medians"));
        table.AtMost("rows sent for a new call", pages.Sum(page => page.Rows) / (double)(pages.Count * posted.Count), 1.1);
        table.AtMost("KiB sent for a new call", pages.Sum(page => page.Bytes) / 1024.0 / (pages.Count * posted.Count), 5);
        table.AtLeast("share of rows that reached a page", pages.Sum(page => page.Shown.Count) / (double)(pages.Count * posted.Count), 1);
    }

    private static async Task MeasureBurstAsync(BenchmarkHost host, HttpClient client, Watchers watchers, LimitTable table, string cookie)
    {
        await watchers.TakeAsync();
        var started = Stopwatch.GetTimestamp();
        var opening = Task.Delay(Burst / 2).ContinueWith(_ => TimeToOpenAsync(host, cookie), TaskScheduler.Default).Unwrap();
        for (var sent = 0; Stopwatch.GetElapsedTime(started) < Burst; sent += 25)
        {
            await Task.WhenAll(Enumerable.Range(0, 25).Select(_ => PostAsync(client)));
            var ahead = TimeSpan.FromSeconds((sent + 25) / (double)EventsPerSecond) - Stopwatch.GetElapsedTime(started);
            if (ahead > TimeSpan.Zero)
                await Task.Delay(ahead);
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var pages = await watchers.TakeAsync();
        table.AtMost("changes of a page in a second of a burst", pages.Max(page => page.Batches) / seconds, 4);
        table.AtLeast("changes of the slowest page in a second of a burst", pages.Min(page => page.Batches) / seconds, 1);
        table.AtMost("KiB sent for a row in a burst", pages.Sum(page => page.Bytes) / 1024.0 / pages.Sum(page => page.Rows), 5);
        table.AtMost("ms to open another page in a burst", await opening, 2000);
    }

    /// <summary>Opens one more page.</summary>
    /// <returns>How long it took until it was rendered, in milliseconds.</returns>
    public static async Task<double> TimeToOpenAsync(BenchmarkHost host, string cookie)
    {
        var started = Stopwatch.GetTimestamp();
        var cookies = new CookieContainer();
        cookies.SetCookies(host.At("/"), cookie);
        await using var page = await OpenPage.OpenAsync(host.At("/"), cookies);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    /// <summary>Posts a new call.</summary>
    public static async Task<(long DeliveryId, long CdrId)> PostAsync(HttpClient client)
    {
        var number = Load.NextNumber();
        using var content = new ByteArrayContent(CallBody.Create(number));
        using var response = await client.PostAsync("/webhooks/superfone", content);
        response.EnsureSuccessStatusCode();
        var reply = await response.Content.ReadFromJsonAsync<JsonElement>();
        return (reply.GetProperty("deliveryId").GetInt64(), CallBody.CdrIdOf(number));
    }

    /// <summary>Signs in.</summary>
    /// <param name="url">The application's address.</param>
    /// <returns>The cookies, separated by commas.</returns>
    public static async Task<string> SignInAsync(Uri url)
    {
        var cookies = new CookieContainer();
        using var client = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = url };
        var form = await client.GetStringAsync("/login");
        var fields = HiddenField().Matches(form).ToDictionary(match => match.Groups[1].Value, match => WebUtility.HtmlDecode(match.Groups[2].Value));
        (fields["email"], fields["password"]) = (BenchmarkHost.OwnerEmail, BenchmarkHost.OwnerPassword);
        using var reply = await client.PostAsync("/login", new FormUrlEncodedContent(fields));
        reply.EnsureSuccessStatusCode();
        return string.Join(',', cookies.GetAllCookies().Select(one => $"{one.Name}={one.Value}"));
    }

    private static double Milliseconds(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalMilliseconds;

    [GeneratedRegex("""<input type="hidden" name="([^"]+)" value="([^"]*)""")]
    private static partial Regex HiddenField();
}
