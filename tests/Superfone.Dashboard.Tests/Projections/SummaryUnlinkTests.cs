using System.Text.Json.Nodes;
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
        _log.Take(Body.Call(1, AnHourAgo), Body.Summary());
        Assert.Equal((1L, MatchedBy.Inferred), _log.LinkOf(Body.Uuid));

        Unlink(Body.Uuid, 1);
        Assert.Equal((null, null), _log.LinkOf(Body.Uuid));
        _log.Take(Body.Call(1, AnHourAgo, and: new JsonObject { ["cdr_ringing_duration"] = 7 }), Body.Summary(text: "Asked again"));
        Assert.Equal((null, null), _log.LinkOf(Body.Uuid));

        _log.Rebuild();
        Assert.Equal((null, null), _log.LinkOf(Body.Uuid));
    }

    [Fact]
    public void Unlinked_LinkByHand_WaitsAgainWithTheSameCandidates()
    {
        _log.Take(Body.Call(1, AnHourAgo), Body.Call(2, AnHourAgo), Body.Summary());
        Link(Body.Uuid, 1);
        Unlink(Body.Uuid, 1);

        Assert.Equal((null, null), _log.LinkOf(Body.Uuid));
        Assert.All(_log.Read(readModel => readModel.Calls.ToList()), call => Assert.Null(call.SummaryUuid));
    }

    [Fact]
    public void Unlinked_ByMistake_IsLinkedBackByHandAndStays()
    {
        _log.Take(Body.Call(1, AnHourAgo), Body.Summary());
        Unlink(Body.Uuid, 1);
        Link(Body.Uuid, 1);

        Assert.Equal((1L, MatchedBy.Manual), _log.LinkOf(Body.Uuid));
        _log.Rebuild();
        Assert.Equal((1L, MatchedBy.Manual), _log.LinkOf(Body.Uuid));
    }

    [Fact]
    public void Unlinked_CallThatIsNamedLater_IsLinkedByItsName()
    {
        _log.Take(Body.Call(1, AnHourAgo), Body.Summary());
        Unlink(Body.Uuid, 1);
        _log.Take(Body.Call(1, AnHourAgo, and: Body.Named()));

        Assert.Equal((1L, MatchedBy.CdrUuid), _log.LinkOf(Body.Uuid));
        Unlink(Body.Uuid, 1);
        Assert.Equal((1L, MatchedBy.CdrUuid), _log.LinkOf(Body.Uuid));
    }

    [Fact]
    public void Unlinked_Call_IsFreeForAnotherSummary()
    {
        _log.Take(Body.Call(1, AnHourAgo), Body.Summary(), Body.Summary(Body.OtherUuid));
        Assert.Equal((null, null), _log.LinkOf(Body.OtherUuid));

        Unlink(Body.Uuid, 1);
        Assert.Equal((1L, MatchedBy.Inferred), _log.LinkOf(Body.OtherUuid));
        Assert.Equal((null, null), _log.LinkOf(Body.Uuid));
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
