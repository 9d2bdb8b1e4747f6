using Superfone.Dashboard.Storage.Changes;

namespace Superfone.Dashboard.Tests.Storage.Changes;

public sealed class ChangeFeedTests
{
    [Fact]
    public async Task Publish_AsManyAsItHolds_HandsThemOverOneByOne()
    {
        using var feed = new ChangeFeed();

        feed.Publish(Deliveries(ChangeFeed.MostPending));

        Assert.Equal(ChangeFeed.MostPending, (await feed.TakeAsync(TestContext.Current.CancellationToken)).Count);
    }

    [Fact]
    public async Task Publish_MoreThanItHolds_HandsOverEverythingAsOneChange()
    {
        using var feed = new ChangeFeed();

        feed.Publish(Deliveries(ChangeFeed.MostPending + 1));
        feed.Publish(Deliveries(3));

        Assert.Equal([new Change(ChangeKind.Everything, 0)], await feed.TakeAsync(TestContext.Current.CancellationToken));
        feed.Publish(Deliveries(3));
        Assert.Equal(3, (await feed.TakeAsync(TestContext.Current.CancellationToken)).Count);
    }

    private static IEnumerable<Change> Deliveries(int count) => Enumerable.Range(1, count).Select(id => new Change(ChangeKind.Delivery, id));
}
