using System.Text.Json.Nodes;
using Superfone.Dashboard.Domain.Summaries;

namespace Superfone.Dashboard.Tests.Projections;

public sealed class SummaryProjectionTests : IDisposable
{
    private readonly LogOnDisk _log = new();

    private DateTime AnHourAgo => _log.Now.AddHours(-1);

    public void Dispose() => _log.Dispose();

    [Fact]
    public void Summary_WhoseUuidACallCarries_IsLinkedByUuidWhicheverCameFirst()
    {
        _log.Take(Body.Call(1, AnHourAgo, "NOANSWER", and: Body.Named()), Body.Summary());
        Assert.Equal((1L, MatchedBy.CdrUuid), _log.LinkOf(Body.Uuid));

        _log.Take(Body.Summary(Body.OtherUuid, and: new JsonObject { ["cdr_duration"] = 1 }));
        Assert.Equal((null, null), _log.LinkOf(Body.OtherUuid));
        _log.Take(Body.Call(2, AnHourAgo, and: Body.Named(Body.OtherUuid.ToUpperInvariant())));
        Assert.Equal((2L, MatchedBy.CdrUuid), _log.LinkOf(Body.OtherUuid));
    }

    [Fact]
    public void Summary_WhoseUuidStandsInTheRecordingsPath_IsLinkedByItAndLaterByUuid()
    {
        _log.Take(Body.Summary(and: new JsonObject { ["cdr_duration"] = 1 }), Body.Call(1, AnHourAgo, and: Recorded()));
        Assert.Equal((1L, MatchedBy.RecordingUrl), _log.LinkOf(Body.Uuid));
        _log.Take(Body.Call(1, AnHourAgo, and: Body.Named()));
        Assert.Equal((1L, MatchedBy.CdrUuid), _log.LinkOf(Body.Uuid));
    }

    [Fact]
    public void ExactMatch_Later_ReplacesAnInferredOneWhichFindsAnother()
    {
        _log.Take(Body.Call(1, AnHourAgo), Body.Summary());
        _log.Take(Body.Call(2, AnHourAgo, and: Body.Named()));
        Assert.Equal((2L, MatchedBy.CdrUuid), _log.LinkOf(Body.Uuid));
        Assert.Null(SummaryOf(1));

        _log.Take(Body.Summary(Body.OtherUuid));
        Assert.Equal((1L, MatchedBy.Inferred), _log.LinkOf(Body.OtherUuid));
        _log.Take(Body.Call(3, AnHourAgo));
        _log.Take(Body.Call(1, AnHourAgo, and: Body.Named("22222222-2b6d-4c3a-9f1e-7a0b6c2d4e5f")));
        _log.Take(Body.Summary("22222222-2b6d-4c3a-9f1e-7a0b6c2d4e5f"));
        Assert.Equal((3L, MatchedBy.Inferred), _log.LinkOf(Body.OtherUuid));
    }

    [Fact]
    public void ManualLink_StaysWhateverComes()
    {
        _log.Take(Body.Call(1, AnHourAgo), Body.Call(2, AnHourAgo), Body.Summary());
        _log.Link(Body.Uuid, 1);
        _log.Project();
        Assert.Equal((1L, MatchedBy.Manual), _log.LinkOf(Body.Uuid));

        _log.Take(Body.Call(2, AnHourAgo, and: Body.Named()), Body.Call(1, AnHourAgo, and: Body.Named(Body.OtherUuid)), Body.Summary(Body.OtherUuid));
        Assert.Equal((1L, MatchedBy.Manual), _log.LinkOf(Body.Uuid));
        Assert.Equal((2L, MatchedBy.Inferred), _log.LinkOf(Body.OtherUuid));
        _log.Link(Body.Uuid, 2);
        _log.Project();
        Assert.Equal((2L, MatchedBy.Manual), _log.LinkOf(Body.Uuid));
        Assert.Equal((1L, MatchedBy.CdrUuid), _log.LinkOf(Body.OtherUuid));
    }

    [Fact]
    public void ManualLink_ToWhatIsNotKnown_IsLeftOut()
    {
        _log.Take(Body.Call(1, AnHourAgo, "NOANSWER"), Body.Summary());
        _log.Link(Body.Uuid, 99);
        _log.Link("unknown", 1);
        _log.Project();
        Assert.Equal((null, null), _log.LinkOf(Body.Uuid));
        Assert.Equal(2, _log.Read(readModel => readModel.Checkpoints.Single().DecisionId));
    }

    private static JsonObject Recorded() =>
        new() { ["event"] = "CDR_RECORDING_AVAILABLE", ["cdr_recording_url"] = Body.RecordingUrl($"{Body.Uuid}.mp3") };

    private string? SummaryOf(long cdrId) => _log.Read(readModel => readModel.Calls.Single(call => call.CdrId == cdrId).SummaryUuid);
}
