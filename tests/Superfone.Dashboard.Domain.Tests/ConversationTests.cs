using Superfone.Dashboard.Domain.Calls;

namespace Superfone.Dashboard.Domain.Tests;

public sealed class ConversationTests
{
    [Fact]
    public void Turns_Unordered_AreReadInOrderOfTheirStart()
    {
        var read = Conversation.Of([new("customer", "Two", 5, 6), new("agent", "One", 0, 4), new("customer", "Three", 9, 10)], 12);

        Assert.Equal(["One", "Two", "Three"], read.Turns.Select(turn => turn.Text));
        Assert.Equal([5, 9, 12], read.Turns.Select(turn => turn.Until));
        Assert.Equal(3, read.LongestSilenceSeconds);
    }

    [Fact]
    public void Turns_WithoutSpeaker_AreShownWithoutAndDrawnAsOne()
    {
        var read = Conversation.Of([new(null, "One", 0, 4), new("customer", "Two", 5, 6), new(" ", "Three", 7, 8)], 12);

        Assert.Equal(["", "Customer", ""], read.Turns.Select(turn => turn.Speaker));
        Assert.Equal(["Speaker", "Customer"], read.Lanes.Select(lane => lane.Speaker));
    }

    [Fact]
    public void Turns_WithoutTimes_KeepTheirPlaceAndDrawNothing()
    {
        var read = Conversation.Of([new("agent", "One", null, null), new(" ", "Two", null, null), new("agent", " ", 1, 2)], null);

        Assert.Equal(["Agent: One", ": Two"], read.Turns.Select(turn => $"{turn.Speaker}: {turn.Text}"));
        Assert.Empty(read.Lanes);
        Assert.Equal((0, 0), (read.LengthSeconds, read.LongestSilenceSeconds));
    }

    [Fact]
    public void Turns_ThatOverlap_CountOnceForASpeakerAndLeaveNoSilence()
    {
        var read = Conversation.Of([new("agent", "One", 0, 10), new("AGENT", "Still", 4, 6), new("agent", "Again", 8, 12), new("customer", "Yes", 5, 15)], 20);

        var agent = read.Lanes[0];
        Assert.Equal(new Spoken(0, 12), Assert.Single(agent.Spoken));
        Assert.Equal(12, agent.Seconds);
        Assert.Equal(10, read.Lanes.Single(lane => lane.Speaker == "Customer").Seconds);
        Assert.Equal(0, read.LongestSilenceSeconds);
    }

    [Fact]
    public void Turns_WithoutAnEnd_LastUntilTheNextOne()
    {
        var read = Conversation.Of([new("agent", "One", 0, null), new("customer", "Two", 4, 1), new("agent", "Three", double.NaN, -1)], 10);

        Assert.Equal([4, 10, null], read.Turns.Select(turn => turn.End));
        Assert.Equal(["Agent", "Customer"], read.Lanes.Select(lane => lane.Speaker));
    }
}
