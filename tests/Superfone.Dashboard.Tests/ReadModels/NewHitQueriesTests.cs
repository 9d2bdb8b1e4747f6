using Microsoft.AspNetCore.WebUtilities;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Insights;
using Superfone.Dashboard.ReadModels.QueryStrings;
using Superfone.Dashboard.Tests.Projections;
using static Superfone.Dashboard.Tests.ReadModels.ConversationQueriesTests;

namespace Superfone.Dashboard.Tests.ReadModels;

public sealed class NewHitQueriesTests : IDisposable
{
    private readonly LogOnDisk _log = new();

    public void Dispose() => _log.Dispose();

    [Theory]
    [InlineData("q=pric")]
    [InlineData("title=mainconcern")]
    [InlineData("show=summaries&q=asked")]
    [InlineData("show=transcripts&q=high&staffPhone=%2B919876543210")]
    public async Task Hit_IsNewByWhenItsSummaryWasReceivedHoweverOldItsCall(string search)
    {
        _log.AppendAndProject(Call(2), Summary(2, "Asked about it", ("customer", "Too high.", 5)), Call(1));
        var seen = LastDelivery();
        Assert.Equal(1, (await CountAsync(search, 0)).Count);
        Assert.Equal(0, (await CountAsync(search, seen)).Count);

        _log.AppendAndProject(Summary(1, "Asked about it", ("customer", "Too high.", 5)), Call(3));
        Assert.Equal(1, (await CountAsync(search, seen)).Count);
        Assert.Equal(0, (await CountAsync(search, LastDelivery())).Count);

        _log.Rebuild();
        Assert.Equal(1, (await CountAsync(search, seen)).Count);
    }

    [Theory]
    [InlineData("q=discount")]
    [InlineData("title=budget")]
    [InlineData("callbacks=true")]
    [InlineData("show=summaries&q=high")]
    [InlineData("show=transcripts&q=asked")]
    [InlineData("show=transcripts")]
    [InlineData("stage=Won")]
    [InlineData("range=yesterday")]
    public async Task Summary_ThatTheSearchDoesNotFind_IsNotNew(string search)
    {
        _log.AppendAndProject(Call(1), Summary(1, "Asked about it", ("customer", "Too high.", 5)));

        Assert.Equal(NewHits.None, await CountAsync(search, 0));
    }

    [Fact]
    public void Number_BeyondNinetyNineOrNotCountedToTheEnd_SaysSo()
    {
        Assert.Equal("99", EnglishText.Text.NumberOf(new NewHits(99, false)));
        Assert.Equal("99+", EnglishText.Text.NumberOf(new NewHits(100, false)));
        Assert.Equal("7+", EnglishText.Text.NumberOf(new NewHits(7, true)));
    }

    private long LastDelivery() => _log.Read(readModel => readModel.Checkpoints.Single().DeliveryId);

    private Task<NewHits> CountAsync(string search, long after)
    {
        var ranges = new RangeQuery(new BusinessCalendar(TimeZoneInfo.Utc), _log.Time);
        var hits = new NewHitQueries(
            _log.ReadModel, new InsightQueries(_log.ReadModel, LogOnDisk.Phones, _log.CallItems), new ConversationQueries(_log.ReadModel, LogOnDisk.Phones, _log.CallItems));
        return hits.CountAsync(Visibility.Everything, InsightQuery.Read(QueryHelpers.ParseQuery(search), ranges), after, cancellation: TestContext.Current.CancellationToken);
    }
}
