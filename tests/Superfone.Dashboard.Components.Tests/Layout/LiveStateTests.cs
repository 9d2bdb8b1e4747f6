using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Superfone.Dashboard.Components.Layout;
using Superfone.Dashboard.Live;

namespace Superfone.Dashboard.Components.Tests.Layout;

public sealed class LiveStateTests : DisplayContext
{
    [Theory]
    [InlineData(1, false, 0, "Live")]
    [InlineData(98, false, 0, "nothing … 14:32")]
    [InlineData(60 * 24, false, 0, "nothing … yesterday 16:10")]
    [InlineData(null, false, 0, "nothing received")]
    [InlineData(1, true, 0, "Paused")]
    [InlineData(98, true, 1234, "paused … 1,234")]
    public void State_OfTheFeed_SaysHowCurrentItIs(int? minutesAgo, bool isPaused, int waiting, string expected)
    {
        var state = Render<LiveState>(parameters => parameters
            .Add(state => state.LastReceivedUtc, minutesAgo is { } minutes ? Now.AddMinutes(-minutes) : null)
            .Add(state => state.IsPaused, isPaused)
            .Add(state => state.Waiting, waiting));

        TextAssert.Says(expected, state.Find(".now").TextContent);
    }

    [Fact]
    public async Task State_WhilePagesWaitForTheirTurns_SaysSoUntilTheyDoNot()
    {
        var time = new FakeTimeProvider(Now);
        var feed = new LiveFeed(time, NullLogger<LiveFeed>.Instance) { Pace = new PagePace(time, () => 0) };
        Services.AddSingleton<TimeProvider>(time);
        Services.AddSingleton(feed);
        using var isDone = new ManualResetEventSlim();
        var turns = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => feed.Pace.TakeTurnAsync(Work, Xunit.TestContext.Current.CancellationToken)).ToList();
        time.Advance(TimeSpan.FromSeconds(3));
        isDone.Set();
        await Task.WhenAll(turns);

        var state = Render<LiveState>(parameters => parameters.Add(state => state.LastReceivedUtc, time.GetUtcNow().UtcDateTime));
        TextAssert.Says("live, every … s", state.Find(".now").TextContent);
        time.Advance(TimeSpan.FromMinutes(1));
        state.WaitForAssertion(() => Assert.Equal("Live", state.Find(".now").TextContent));

        Task Work()
        {
            isDone.Wait();
            return Task.CompletedTask;
        }
    }
}
