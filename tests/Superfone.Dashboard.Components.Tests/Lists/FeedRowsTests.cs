using Superfone.Dashboard.Components.Lists;

namespace Superfone.Dashboard.Components.Tests.Lists;

public sealed class FeedRowsTests
{
    private readonly FeedRows<(long Key, string Text)> _rows = new(3, row => row.Key, rows => rows.OrderByDescending(row => row.Key));

    [Fact]
    public void NewRow_ComesOnTopAndTheLastGoes()
    {
        _rows.Show([(1, "a"), (3, "c"), (2, "b")]);

        Assert.True(_rows.Apply([(4, "d")], _ => true));

        Assert.Equal([4L, 3, 2], Keys());
    }

    [Fact]
    public void RowThatNoLongerPasses_Goes()
    {
        _rows.Show([(1, "a"), (2, "b")]);

        Assert.True(_rows.Apply([(2, "x")], row => row.Text != "x"));
        Assert.False(_rows.Apply([(9, "x")], row => row.Text != "x"));

        Assert.Equal([1L], Keys());
    }

    [Fact]
    public void Held_NothingMovesAndWhatIsNewWaits()
    {
        _rows.Show([(1, "a"), (2, "b"), (3, "c")]);
        _rows.Hold(true);

        Assert.True(_rows.Apply([(4, "d"), (5, "e"), (2, "changed")], _ => true));
        Assert.False(_rows.Apply([(6, "other")], row => row.Text != "other"));

        Assert.Equal([(3L, "c"), (2, "changed"), (1, "a")], _rows.Rows);
        Assert.Equal(2, _rows.Waiting);

        _rows.Hold(false);
        Assert.Equal([5L, 4, 3], Keys());
        Assert.Equal(0, _rows.Waiting);
    }

    [Fact]
    public void Held_WhatBelongsBelowTheLastRow_DoesNotWait()
    {
        _rows.Show([(5, "a"), (6, "b"), (7, "c")]);
        _rows.Hold(true);

        Assert.False(_rows.Apply([(1, "an old call whose recording is here now")], _ => true));

        Assert.Equal(0, _rows.Waiting);
    }

    [Fact]
    public void Held_ForVeryLong_KeepsTheNewestAndStopsCounting()
    {
        _rows.Show([(1, "a")]);
        _rows.Hold(true);
        for (var key = 2; key < 5000; key++)
            _rows.Apply([(key, "x")], _ => true);

        Assert.Equal(FeedRows<(long, string)>.MostWaiting, _rows.Waiting);
        _rows.Hold(false);
        Assert.Equal([4999L, 4998, 4997], Keys());
    }

    [Fact]
    public void Arrived_CountsEachNewRowOnceAndNotWhatIsBelowTheLast()
    {
        _rows.Show([(5, "a"), (6, "b"), (7, "c")]);

        _rows.Apply([(8, "starts"), (1, "an old call whose recording is here now"), (6, "changed")], _ => true);
        _rows.Apply([(8, "ends")], _ => true);
        Assert.Equal((1, "starts"), (_rows.Arrived, _rows.Latest.Text));

        _rows.Hold(true);
        _rows.Apply([(9, "waits")], _ => true);
        _rows.Apply([(9, "still")], _ => true);
        _rows.Hold(false);
        Assert.Equal((2, "waits"), (_rows.Arrived, _rows.Latest.Text));

        _rows.Show([(9, "still")]);
        Assert.Equal(0, _rows.Arrived);
    }

    private IEnumerable<long> Keys() => _rows.Rows!.Select(row => row.Key);
}
