using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Summaries;
using Superfone.Dashboard.Tests.Projections;

namespace Superfone.Dashboard.Tests.Storage.ReadModel;

public sealed class UuidBytesTests : IDisposable
{
    private readonly LogOnDisk _log = new();

    public void Dispose() => _log.Dispose();

    [Theory]
    [InlineData("8f4e2a31-2b6d-4c3a-9f1e-0000000000a7", "8f4e2a31-2b6d-4c3a-9f1e-0000000000a8")]
    [InlineData("ffffffff-ffff-ffff-ffff-ffffffffffff", "00000000-0000-0000-0000-000000000000")]
    [InlineData("Sixteen letters!", "sixteen letters!")]
    [InlineData("Fifteen letters", "fifteen letters")]
    [InlineData("कॉल", "काल")]
    [InlineData("x", "X")]
    public async Task Summary_OfACallByAnyName_BelongsToThatCallOnly(string name, string similar)
    {
        _log.AppendAndProject(
            Payload.Call(1, _log.Now).With("cdr_uuid", similar),
            Payload.Call(2, _log.Now).With("cdr_uuid", name),
            Payload.Summary().With("cdr_uuid", name));

        Assert.Equal((2, MatchedBy.CdrUuid), _log.LinkOf(name));
        var call = await _log.Calls.FindAsync(Visibility.Everything, 2, TestContext.Current.CancellationToken);
        Assert.Equal((name, name), (call!.CdrUuid, call.Summary?.CdrUuid));
        Assert.NotNull(call.Summary?.Text);
        Assert.Equal(similar, (await _log.Calls.FindAsync(Visibility.Everything, 1, TestContext.Current.CancellationToken))!.CdrUuid);
    }
}
