using Bunit;
using Superfone.Dashboard.Components.Layout;

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
}
