using Superfone.Events.Reading;

namespace Superfone.Events.Tests;

public sealed class TranscriptTests
{
    [Theory]
    [InlineData("\"Hello\"", "Hello")]
    [InlineData("""["Hello","Yes please"]""", "Hello|Yes please")]
    [InlineData("""[{"text":"Hello"},"Yes",7,null," ",{"text":""},{"text":null},["odd"],{"speaker":"agent"}]""", "Hello|Yes|7")]
    [InlineData("""{"speaker":"agent","text":"Hello"}""", "Hello")]
    [InlineData("[]", "")]
    [InlineData("null", "")]
    [InlineData("\"\"", "")]
    public void Transcript_InAnyShape_IsItsTexts(string json, string expected) =>
        Assert.Equal(expected, string.Join('|', Read(json).Turns.Select(turn => turn.Text)));

    [Theory]
    [InlineData("0", "2.4", 0.0, 2.4)]
    [InlineData("\"0\"", "\" 2.4 \"", 0.0, 2.4)]
    [InlineData("\"00:00:07,000\"", "\"00:00:09,500\"", 7.0, 9.5)]
    [InlineData("\"0:07\"", "\"00:01.25\"", 7.0, 1.25)]
    [InlineData("500", "2400", 0.5, 2.4)]
    [InlineData("0", "2400", 0.0, 2.4)]
    [InlineData("1764583200000", "1764583202400", 0.0, 2.4)]
    [InlineData("1764583200", "1764583202.4", 0.0, 2.4)]
    [InlineData("\"2025-12-01T10:00:00Z\"", "\"2025-12-01T10:00:02.400Z\"", 0.0, 2.4)]
    [InlineData("null", "2", null, 2.0)]
    [InlineData("63", "64", 63.0, 64.0)]
    public void Times_InAnyForm_AreSecondsOfTheCall(string start, string end, double? expectedStart, double? expectedEnd)
    {
        var (turns, notes) = Read($$"""[{"speaker":"agent","text":"Hello","start":{{start}},"end":{{end}}}]""");

        Assert.Equal(new TranscriptTurn("agent", "Hello", expectedStart, expectedEnd), Assert.Single(turns));
        Assert.Empty(notes);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("\"soon\"")]
    [InlineData("\"10:30:75\"")]
    [InlineData("1e11")]
    [InlineData("1e400")]
    [InlineData("{}")]
    [InlineData("\"2025-12-01\"")]
    public void Time_OfNoKind_IsLeftOutAndTheTextStays(string start)
    {
        var (turns, notes) = Read($$"""[{"text":"Hello","start":1},{"text":"Yes","start":{{start}},"end":4}]""");

        Assert.Equal([new TranscriptTurn(null, "Hello", 1, null), new TranscriptTurn(null, "Yes", null, 4)], turns);
        Assert.StartsWith("transcription[1].start ", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Times_MostlyInMilliseconds_AreAllInMilliseconds()
    {
        var (turns, _) = Read("""[{"text":"a","start":0,"end":40},{"text":"b","start":1500,"end":2400},{"text":"c","start":30000,"end":59000}]""");

        Assert.Equal([0, 0.04, 1.5, 2.4, 30, 59], turns.SelectMany(turn => new[] { turn.Start, turn.End }));
    }

    [Fact]
    public void Times_InEpochs_CountFromTheEarliestTurn()
    {
        var (turns, _) = Read("""[{"text":"b","start":1764583205},{"text":"a","start":1764583200000},{"text":"far","start":1764589999}]""");

        Assert.Equal([5, 0, null], turns.Select(turn => turn.Start));
    }

    [Fact]
    public void Times_WithoutALength_WaitForTheCalls()
    {
        var (read, notes) = SamplePayloads.ReadWith(
            "CDR_SUMMARY_READY", "cdr_duration", "\"?\"");
        var turns = new TranscriptTurn[] { new(null, "a", 500, 2400) };

        Assert.Equal((2.5, 4.1), (Assert.IsType<SummaryEvent>(read).Transcript[1].Start, Assert.IsType<SummaryEvent>(read).Transcript[1].End));
        Assert.Single(notes);
        Assert.Equal(new TranscriptTurn(null, "a", 0.5, 2.4), Assert.Single(TranscriptTimes.Fit(turns, null, 60)));
        Assert.Equal(new TranscriptTurn(null, "a", 500, 2400), Assert.Single(TranscriptTimes.Fit(turns, 0, null)));
        Assert.Same(turns, TranscriptTimes.Fit(turns, 3000));
    }

    private static (IReadOnlyList<TranscriptTurn> Turns, IReadOnlyList<string> Notes) Read(string transcription)
    {
        var notes = new ReadingNotes();
        var body = $$"""{"event":"CDR_SUMMARY_READY","cdr_uuid":"x","cdr_duration":60,"transcription":{{transcription}}}""";
        var read = EventReader.Read(System.Text.Encoding.UTF8.GetBytes(body), null, notes);
        return (Assert.IsType<SummaryEvent>(read).Transcript, notes.Texts);
    }
}
