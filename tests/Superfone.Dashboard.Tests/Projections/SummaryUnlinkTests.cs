using Superfone.Dashboard.Domain.Summaries;

namespace Superfone.Dashboard.Tests.Projections;

public sealed class SummaryUnlinkTests : IDisposable
{
    private readonly LogOnDisk _log = new();

    private DateTime AnHourAgo => _log.Now.AddHours(-1);

    public void Dispose() => _log.Dispose();

    [Fact]
    public void Unlinked_InferredPair_IsNeverInferredAgainAlsoAfterARebuild()
    {
        _log.AppendAndProject(Payload.Call(1, AnHourAgo), Payload.Summary());
        Assert.Equal((1L, MatchedBy.Inferred), _log.LinkOf(Payload.Uuid));

        Unlink(Payload.Uuid, 1);
        Assert.Equal((null, null), _log.LinkOf(Payload.Uuid));
        _log.AppendAndProject(Payload.Call(1, AnHourAgo).With("cdr_ringing_duration", 7), Payload.Summary(text: "Asked again"));
        Assert.Equal((null, null), _log.LinkOf(Payload.Uuid));

        _log.Rebuild();
        Assert.Equal((null, null), _log.LinkOf(Payload.Uuid));
    }

    [Fact]
    public void Unlinked_LinkByHand_WaitsAgainWithTheSameCandidates()
    {
        _log.AppendAndProject(Payload.Call(1, AnHourAgo), Payload.Call(2, AnHourAgo), Payload.Summary());
        Link(Payload.Uuid, 1);
        Unlink(Payload.Uuid, 1);

        Assert.Equal((null, null), _log.LinkOf(Payload.Uuid));
        Assert.All(_log.Read(readModel => readModel.Calls.ToList()), call => Assert.Null(call.SummaryUuid));
    }

    [Fact]
    public void Unlinked_ByMistake_IsLinkedBackByHandAndStays()
    {
        _log.AppendAndProject(Payload.Call(1, AnHourAgo), Payload.Summary());
        Unlink(Payload.Uuid, 1);
        Link(Payload.Uuid, 1);

        Assert.Equal((1L, MatchedBy.Manual), _log.LinkOf(Payload.Uuid));
        _log.Rebuild();
        Assert.Equal((1L, MatchedBy.Manual), _log.LinkOf(Payload.Uuid));
    }

    [Fact]
    public void Unlinked_CallThatIsNamedLater_IsLinkedByItsName()
    {
        _log.AppendAndProject(Payload.Call(1, AnHourAgo), Payload.Summary());
        Unlink(Payload.Uuid, 1);
        _log.AppendAndProject(Payload.Call(1, AnHourAgo).Named());

        Assert.Equal((1L, MatchedBy.CdrUuid), _log.LinkOf(Payload.Uuid));
        Unlink(Payload.Uuid, 1);
        Assert.Equal((1L, MatchedBy.CdrUuid), _log.LinkOf(Payload.Uuid));
    }

    [Fact]
    public void Unlinked_Call_IsFreeForAnotherSummary()
    {
        _log.AppendAndProject(Payload.Call(1, AnHourAgo), Payload.Summary(), Payload.Summary(Payload.OtherUuid));
        Assert.Equal((null, null), _log.LinkOf(Payload.OtherUuid));

        Unlink(Payload.Uuid, 1);
        Assert.Equal((1L, MatchedBy.Inferred), _log.LinkOf(Payload.OtherUuid));
        Assert.Equal((null, null), _log.LinkOf(Payload.Uuid));
    }

    private void Link(string uuid, long cdrId)
    {
        _log.Link(uuid, cdrId);
        _log.Project();
    }

    private void Unlink(string uuid, long cdrId)
    {
        _log.Unlink(uuid, cdrId);
        _log.Project();
    }
}
