using FsCheck.Xunit;
using Superfone.Dashboard.Domain.Calls;

namespace Superfone.Dashboard.Domain.Tests;

public sealed class SortKeyTests
{
    [Property]
    public void Of_TwoInstants_AreOrderedAsTheyAre(uint first, uint second, long id, long otherId)
    {
        var (one, other) = (Payloads.Noon.AddMilliseconds(first), Payloads.Noon.AddMilliseconds(second));

        Assert.Equal(one, SortKey.InstantOf(SortKey.Of(one, id)));
        if (first != second)
            Assert.Equal(first < second, SortKey.Of(one, id) < SortKey.Of(other, otherId));
        Assert.InRange(SortKey.Of(one, id), SortKey.First(one), SortKey.Last(one));
    }

    [Fact]
    public void Of_InstantBeyondWhatItHolds_IsTheNearestThatItHolds()
    {
        Assert.Equal(DateTime.UnixEpoch, SortKey.InstantOf(SortKey.Of(new DateTime(1, 1, 1), 1)));
        Assert.Equal(2248, SortKey.InstantOf(SortKey.Of(new DateTime(9999, 12, 31), 1)).Year);
        Assert.True(SortKey.Last(DateTime.MaxValue) > 0);
    }
}
