using Superfone.Dashboard.Domain.Summaries;
using Superfone.Events;

namespace Superfone.Dashboard.Domain.Tests;

public sealed class SummaryTests
{
    [Fact]
    public void Apply_RepeatedWithLess_KeepsWhatItLacks()
    {
        var summary = new Summary { CdrUuid = "u", DeliveryId = 1, ReceivedUtc = Payloads.Noon };
        summary.Apply(Event(142, "Asked for a call", [new Insight("Concern", "Price")]));
        summary.Apply(Event(null, " ", []));

        Assert.Equal((142, "Asked for a call", 1), (summary.DurationSeconds, summary.Text, summary.Insights.Count));
        summary.Apply(Event(143, "Anew", []));
        Assert.Equal((143, "Anew"), (summary.DurationSeconds, summary.Text));
    }

    private static SummaryEvent Event(int? duration, string? text, IReadOnlyList<Insight> insights) => new()
    {
        Kind = EventKind.SummaryReady,
        CdrUuid = "u",
        DurationSeconds = duration,
        Text = text,
        Insights = insights,
    };
}
