using System.Net;
using Microsoft.Extensions.Time.Testing;
using Superfone.Events;
using Superfone.Simulation;

namespace Superfone.Simulator.Tests;

public sealed class RecordingTests
{
    private const int HeaderBytes = 58;
    private const int Rate = 8000;

    [Fact]
    public void Transcripts_InBothLanguages_FitTheirCallsAndLeaveNoGaps()
    {
        var summaries = Simulated.Events<SummaryEvent>().ToList();

        Assert.All(summaries, summary =>
        {
            var times = summary.Transcript.SelectMany(turn => new[] { turn.Start!.Value, turn.End!.Value }).ToList();
            Assert.Equal(times.Order(), times);
            Assert.InRange(times[^1], summary.DurationSeconds!.Value - 2, summary.DurationSeconds.Value);
            Assert.All(summary.Transcript, turn => Assert.DoesNotContain('{', turn.Text!));
            Assert.DoesNotContain('{', summary.Text!);
            Assert.Contains(summary.Insights, insight => insight.Title == "Sentiment");
        });
        var texts = summaries.Select(summary => string.Join(' ', summary.Transcript.Select(turn => turn.Text))).ToList();
        Assert.True(texts.Distinct().Count() > 0.9 * texts.Count);
        Assert.InRange(texts.Count(text => text.Any(letter => letter is >= '\u0900' and <= '\u097F')) / (double)texts.Count, 0.3, 0.5);
    }

    [Fact]
    public async Task Recording_FetchedFromItsLink_LastsAsLongAsTheCallAndSoundsWhereSomebodySpeaks()
    {
        await using var server = await StartAsync(TimeProvider.System);
        var (call, summary) = Recorded(server);
        using var client = new HttpClient();

        using var response = await client.GetAsync(call.RecordingUrl, TestContext.Current.CancellationToken);
        var file = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var again = await client.GetByteArrayAsync(call.RecordingUrl, TestContext.Current.CancellationToken);

        Assert.Equal("audio/wav", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(file.Length, response.Content.Headers.ContentLength);
        Assert.Equal(call.DurationSeconds, (file.Length - HeaderBytes) / Rate);
        Assert.Equal(file, again);
        var turn = summary.Transcript.MaxBy(turn => turn.End - turn.Start)!;
        Assert.True(Loudness(file, turn.Start!.Value, turn.End!.Value) > 20 * Loudness(file, 0, summary.Transcript[0].Start!.Value));
        Assert.Equal(2, server.Served);
    }

    [Fact]
    public async Task Recording_AfterSevenDaysOrWithAnotherSignature_IsRefused()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await StartAsync(clock);
        var link = Recorded(server).Call.RecordingUrl!;
        using var client = new HttpClient();

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(link));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(link[..^1] + (link[^1] == '0' ? '1' : '0')));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(link.Split('?')[0]));
        clock.Advance(TimeSpan.FromDays(7.1));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(link));

        async Task<HttpStatusCode> StatusAsync(string url)
        {
            using var response = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, url), TestContext.Current.CancellationToken);
            return response.StatusCode;
        }
    }

    private static Task<RecordingServer> StartAsync(TimeProvider time) => RecordingServer.StartAsync("127.0.0.1", 0, time, TestContext.Current.CancellationToken);

    private static (CallEvent Call, SummaryEvent Summary) Recorded(RecordingServer server)
    {
        var events = Traffic.Of(Simulated.Week() with { StartUtc = DateTime.UtcNow, Recordings = server.Url }).Select(simulated => simulated.Event).ToList();
        var summary = events.OfType<SummaryEvent>().First();
        return (events.OfType<CallEvent>().First(call => call.RecordingUrl?.Contains(summary.CdrUuid, StringComparison.Ordinal) == true), summary);
    }

    // Mean distance from silence of μ-law's logarithmic steps, decoded as G.711 says.
    private static double Loudness(byte[] file, double from, double to) => file
        .Skip(HeaderBytes + (int)(from * Rate)).Take((int)((to - from) * Rate))
        .Select(coded => (byte)~coded).Average(code => ((((code & 0x0F) << 3) + 0x84) << ((code >> 4) & 7)) - 0x84);
}
