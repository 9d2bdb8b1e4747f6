using Bunit;
using Superfone.Dashboard.Components.Lists;

namespace Superfone.Dashboard.Components.Tests.Lists;

public sealed class FeedListTests : DisplayContext
{
    [Fact]
    public void Row_ThatComesOnTop_LeavesTheOthersAsTheyAre()
    {
        var rows = new FeedRows<long>(3, row => row, rows => rows.OrderDescending());
        rows.Show([2, 1]);
        var list = Render<FeedList<long>>(parameters => parameters
            .Add(list => list.List, rows)
            .Add(list => list.Label, "Numbers")
            .Add(list => list.Announcement, (count, latest) => $"{count} new, at last {latest}")
            .Add(list => list.Row, KeyedRows.Of)
            .Add(list => list.Empty, "Nothing here"));
        var before = KeyedRows.In(list);

        rows.Apply([3], _ => true);
        list.Render();

        Assert.Equal(before, KeyedRows.In(list).Skip(1));
        Assert.Equal("1 new, at last 3", list.Find("[role=status]").TextContent);
    }
}
