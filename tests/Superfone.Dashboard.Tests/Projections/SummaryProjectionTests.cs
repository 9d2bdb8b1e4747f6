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
        _log.AppendAndProject(Payload.Call(1, AnHourAgo, "NOANSWER").Named(), Payload.Summary());
        Assert.Equal((1L, MatchedBy.CdrUuid), _log.LinkOf(Payload.Uuid));

        _log.AppendAndProject(Payload.Summary(Payload.OtherUuid).With("cdr_duration", 1));
        Assert.Equal((null, null), _log.LinkOf(Payload.OtherUuid));
        _log.AppendAndProject(Payload.Call(2, AnHourAgo).Named(Payload.OtherUuid.ToUpperInvariant()));
        Assert.Equal((2L, MatchedBy.CdrUuid), _log.LinkOf(Payload.OtherUuid));
    }

    [Fact]
    public void Summary_WhoseUuidStandsInTheRecordingsPath_IsLinkedByItAndLaterByUuid()
    {
        _log.AppendAndProject(Payload.Summary().With("cdr_duration", 1), Payload.Call(1, AnHourAgo).With(Recorded()));
        Assert.Equal((1L, MatchedBy.RecordingUrl), _log.LinkOf(Payload.Uuid));
        _log.AppendAndProject(Payload.Call(1, AnHourAgo).Named());
        Assert.Equal((1L, MatchedBy.CdrUuid), _log.LinkOf(Payload.Uuid));
    }

    [Fact]
    public void ExactMatch_Later_ReplacesAnInferredOneWhichFindsAnother()
    {
        _log.AppendAndProject(Payload.Call(1, AnHourAgo), Payload.Summary());
        _log.AppendAndProject(Payload.Call(2, AnHourAgo).Named());
        Assert.Equal((2L, MatchedBy.CdrUuid), _log.LinkOf(Payload.Uuid));
        Assert.Null(SummaryOf(1));

        _log.AppendAndProject(Payload.Summary(Payload.OtherUuid));
        Assert.Equal((1L, MatchedBy.Inferred), _log.LinkOf(Payload.OtherUuid));
        _log.AppendAndProject(Payload.Call(3, AnHourAgo));
        _log.AppendAndProject(Payload.Call(1, AnHourAgo).Named("22222222-2b6d-4c3a-9f1e-7a0b6c2d4e5f"));
        _log.AppendAndProject(Payload.Summary("22222222-2b6d-4c3a-9f1e-7a0b6c2d4e5f"));
        Assert.Equal((3L, MatchedBy.Inferred), _log.LinkOf(Payload.OtherUuid));
    }

    [Fact]
    public void ManualLink_StaysWhateverComes()
    {
        _log.AppendAndProject(Payload.Call(1, AnHourAgo), Payload.Call(2, AnHourAgo), Payload.Summary());
        _log.Link(Payload.Uuid, 1);
        _log.Project();
        Assert.Equal((1L, MatchedBy.Manual), _log.LinkOf(Payload.Uuid));

        _log.AppendAndProject(Payload.Call(2, AnHourAgo).Named(), Payload.Call(1, AnHourAgo).Named(Payload.OtherUuid), Payload.Summary(Payload.OtherUuid));
        Assert.Equal((1L, MatchedBy.Manual), _log.LinkOf(Payload.Uuid));
        Assert.Equal((2L, MatchedBy.Inferred), _log.LinkOf(Payload.OtherUuid));
        _log.Link(Payload.Uuid, 2);
        _log.Project();
        Assert.Equal((2L, MatchedBy.Manual), _log.LinkOf(Payload.Uuid));
        Assert.Equal((1L, MatchedBy.CdrUuid), _log.LinkOf(Payload.OtherUuid));
    }

    [Fact]
    public void ManualLink_ToWhatIsNotKnown_IsLeftOut()
    {
        _log.AppendAndProject(Payload.Call(1, AnHourAgo, "NOANSWER"), Payload.Summary());
        _log.Link(Payload.Uuid, 99);
        _log.Link("unknown", 1);
        _log.Project();
        Assert.Equal((null, null), _log.LinkOf(Payload.Uuid));
        Assert.Equal(2, _log.Read(readModel => readModel.Checkpoints.Single().DecisionId));
    }

    private static JsonObject Recorded() =>
        new() { ["event"] = "CDR_RECORDING_AVAILABLE", ["cdr_recording_url"] = Payload.RecordingUrl($"{Payload.Uuid}.mp3") };

    private string? SummaryOf(long cdrId) => _log.Read(readModel => readModel.Calls.Single(call => call.CdrId == cdrId).SummaryUuid);
}
