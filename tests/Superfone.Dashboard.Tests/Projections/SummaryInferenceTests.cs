using System.Text.Json.Nodes;
using Superfone.Dashboard.Domain.Summaries;

namespace Superfone.Dashboard.Tests.Projections;

public sealed class SummaryInferenceTests : IDisposable
{
    private readonly LogOnDisk _log = new();

    private DateTime AnHourAgo => _log.Now.AddHours(-1);

    public void Dispose() => _log.Dispose();

    [Theory]
    [InlineData(0, true)]
    [InlineData(24 * 3600 * 1000, true)]
    [InlineData(24 * 3600 * 1000 + 1, false)]
    [InlineData(-1, false)]
    public void Summary_OnlyCallThatEndedInTheDayBefore_IsInferred(int millisecondsAfterEnd, bool isLinked)
    {
        var call = Payload.Call(1, _log.Now.AddMinutes(-3).AddMilliseconds(-millisecondsAfterEnd));
        _log.AppendAndProject(call, Payload.Summary());
        var (linked, way) = _log.LinkOf(Payload.Uuid);
        using var other = new LogOnDisk();
        other.AppendAndProject(Payload.Summary(), call);

        Assert.Equal(isLinked ? (1L, MatchedBy.Inferred) : ((long?)null, (MatchedBy?)null), (linked, way));
        Assert.Equal(linked, other.Read(readModel => readModel.Summaries.Single().CdrId));
    }

    [Theory]
    [InlineData("cdr_duration", "141")]
    [InlineData("superfone_number", "\"+918000088888\"")]
    [InlineData("cdr_disposition", "\"NOANSWER\"")]
    [InlineData("cdr_disposition", "\"RINGING\"")]
    [InlineData("cdr_end", "null")]
    public void Summary_CallThatDiffers_Waits(string field, string value)
    {
        _log.AppendAndProject(Payload.Call(1, AnHourAgo).With(field, JsonNode.Parse(value)), Payload.Summary());
        Assert.Equal((null, null), _log.LinkOf(Payload.Uuid));
    }

    [Fact]
    public void Summary_CallInProgressThatIsAnsweredLater_IsInferredThen()
    {
        _log.AppendAndProject(Payload.Call(1, AnHourAgo, "RINGING"), Payload.Summary());
        _log.AppendAndProject(Payload.Call(1, AnHourAgo));
        Assert.Equal((1L, MatchedBy.Inferred), _log.LinkOf(Payload.Uuid));
    }

    [Fact]
    public void Summary_SeveralCandidates_WaitsUntilOneIsLeft()
    {
        _log.AppendAndProject(Payload.Call(1, AnHourAgo), Payload.Call(2, AnHourAgo), Payload.Call(3, AnHourAgo), Payload.Summary());
        Assert.Equal((null, null), _log.LinkOf(Payload.Uuid));
        _log.AppendAndProject(Payload.Call(1, AnHourAgo).With(new JsonObject { ["cdr_end"] = Payload.Iso(_log.Now), ["cdr_duration"] = 150 }));
        Assert.Equal((null, null), _log.LinkOf(Payload.Uuid));

        _log.AppendAndProject(Payload.Summary(Payload.OtherUuid), Payload.Call(2, AnHourAgo).Named(Payload.OtherUuid));
        Assert.Equal((2L, MatchedBy.CdrUuid), _log.LinkOf(Payload.OtherUuid));
        Assert.Equal((3L, MatchedBy.Inferred), _log.LinkOf(Payload.Uuid));
    }

    [Fact]
    public void Summary_CandidateThatTurnsOutLonger_LeavesTheOther()
    {
        _log.AppendAndProject(Payload.Call(1, AnHourAgo), Payload.Call(2, AnHourAgo), Payload.Summary());
        _log.AppendAndProject(Payload.Call(1, AnHourAgo).With(new JsonObject { ["cdr_end"] = Payload.Iso(_log.Now), ["cdr_duration"] = 150 }));
        Assert.Equal((2L, MatchedBy.Inferred), _log.LinkOf(Payload.Uuid));
    }

    [Fact]
    public void Summary_CandidatesAtBothEndsOfTheDay_WaitsHoweverOftenTheyAreToldOf()
    {
        var first = Payload.Call(1, _log.Now.AddDays(-1).AddMinutes(-3));
        var last = Payload.Call(2, _log.Now.AddMinutes(-3));
        _log.AppendAndProject(first, last, Payload.Summary());
        foreach (var call in new[] { first, last })
            _log.AppendAndProject(call.As("CDR_RECORDING_AVAILABLE"));

        Assert.Equal((null, null), _log.LinkOf(Payload.Uuid));
    }
}
