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
        var call = Body.Call(1, _log.Now.AddMinutes(-3).AddMilliseconds(-millisecondsAfterEnd));
        _log.Take(call, Body.Summary());
        var (linked, way) = _log.LinkOf(Body.Uuid);
        using var other = new LogOnDisk();
        other.Take(Body.Summary(), call);

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
        _log.Take(Body.Call(1, AnHourAgo, and: new JsonObject { [field] = JsonNode.Parse(value) }), Body.Summary());
        Assert.Equal((null, null), _log.LinkOf(Body.Uuid));
    }

    [Fact]
    public void Summary_CallInProgressThatIsAnsweredLater_IsInferredThen()
    {
        _log.Take(Body.Call(1, AnHourAgo, "RINGING"), Body.Summary());
        _log.Take(Body.Call(1, AnHourAgo));
        Assert.Equal((1L, MatchedBy.Inferred), _log.LinkOf(Body.Uuid));
    }

    [Fact]
    public void Summary_SeveralCandidates_WaitsUntilOneIsLeft()
    {
        _log.Take(Body.Call(1, AnHourAgo), Body.Call(2, AnHourAgo), Body.Call(3, AnHourAgo), Body.Summary());
        Assert.Equal((null, null), _log.LinkOf(Body.Uuid));
        _log.Take(Body.Call(1, AnHourAgo, and: new JsonObject { ["cdr_end"] = Body.Iso(_log.Now), ["cdr_duration"] = 150 }));
        Assert.Equal((null, null), _log.LinkOf(Body.Uuid));

        _log.Take(Body.Summary(Body.OtherUuid), Body.Call(2, AnHourAgo, and: Body.Named(Body.OtherUuid)));
        Assert.Equal((2L, MatchedBy.CdrUuid), _log.LinkOf(Body.OtherUuid));
        Assert.Equal((3L, MatchedBy.Inferred), _log.LinkOf(Body.Uuid));
    }

    [Fact]
    public void Summary_CandidateThatTurnsOutLonger_LeavesTheOther()
    {
        _log.Take(Body.Call(1, AnHourAgo), Body.Call(2, AnHourAgo), Body.Summary());
        _log.Take(Body.Call(1, AnHourAgo, and: new JsonObject { ["cdr_end"] = Body.Iso(_log.Now), ["cdr_duration"] = 150 }));
        Assert.Equal((2L, MatchedBy.Inferred), _log.LinkOf(Body.Uuid));
    }

    [Fact]
    public void Summary_CandidatesAtBothEndsOfTheDay_WaitsHoweverOftenTheyAreToldOf()
    {
        var first = Body.Call(1, _log.Now.AddDays(-1).AddMinutes(-3));
        var last = Body.Call(2, _log.Now.AddMinutes(-3));
        _log.Take(first, last, Body.Summary());
        foreach (var call in new[] { first, last })
            _log.Take(call.Replace("ALL_CALLS", "CDR_RECORDING_AVAILABLE", StringComparison.Ordinal));

        Assert.Equal((null, null), _log.LinkOf(Body.Uuid));
    }
}
