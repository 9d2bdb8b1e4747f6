using Microsoft.Extensions.Time.Testing;
using Superfone.Dashboard.Projections.Runtime;

namespace Superfone.Dashboard.Tests.Projections;

public sealed class ThrottleTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Throttle _throttle;
    private double _last;
    private long _projected;
    private int _batches;

    public ThrottleTests() => _throttle = new Throttle(_time);

    [Fact]
    public void RestAfter_WhileMoreArrivesThanItCouldProject_RestsThroughout()
    {
        RunFor(TimeSpan.FromSeconds(1), arriving: 10_000);

        var share = RunFor(TimeSpan.FromSeconds(10), arriving: 10_000);

        Assert.InRange(share, 0, 0.15);
    }

    [Fact]
    public void RestAfter_WhileDeliveriesArriveInGroups_DoesNotTakeTheTimeBetweenThemForTheEnd()
    {
        RunFor(TimeSpan.FromSeconds(1), arriving: 10_000);

        var share = RunFor(TimeSpan.FromSeconds(10), arriving: 10_000, groups: 200);

        Assert.InRange(share, 0, 0.1);
    }

    [Fact]
    public void RestAfter_WhenTooMuchArrivesForMinutes_ProjectsHalfOfTheTime()
    {
        RunFor(TimeSpan.FromSeconds(40), arriving: 10_000);
        var before = _projected;

        var share = RunFor(TimeSpan.FromMinutes(2), arriving: 10_000);

        Assert.Equal(0.5, share, tolerance: 0.05);
        Assert.InRange(_projected - before, 200_000, 300_000);
    }

    [Fact]
    public void RestAfter_WithASteadyFlowThatProjectionFollows_CatchesUp()
    {
        _last = 20_000;

        var share = RunFor(TimeSpan.FromSeconds(5), arriving: 2_000);
        RunFor(TimeSpan.FromSeconds(15), arriving: 2_000);

        Assert.Equal(1, share, tolerance: 0.05);
        Assert.InRange(_last - _projected, 0, 600);
    }

    [Fact]
    public void RestAfter_WhileItFollowsAFastFlow_WaitsForLargerBatches()
    {
        RunFor(TimeSpan.FromSeconds(1), arriving: 2_000);
        var (projected, batches) = (_projected, _batches);

        RunFor(TimeSpan.FromSeconds(10), arriving: 2_000);

        Assert.InRange((_projected - projected) / (_batches - batches), 100, 256);
        Assert.InRange(_last - _projected, 0, 600);
    }

    [Fact]
    public void RestAfter_WhileItFollowsAFastFlowAndRebuilds_DoesNotRest()
    {
        RunFor(TimeSpan.FromSeconds(1), arriving: 2_000);

        var share = RunFor(TimeSpan.FromSeconds(10), arriving: 2_000, isRebuilding: true);

        Assert.Equal(1, share, tolerance: 0.05);
    }

    [Fact]
    public void RestAfter_WhileItFollowsASlowFlow_DoesNotRest()
    {
        RunFor(TimeSpan.FromSeconds(1), arriving: 2_000);

        var share = RunFor(TimeSpan.FromSeconds(10), arriving: 500);

        Assert.Equal(1, share, tolerance: 0.05);
    }

    [Fact]
    public void RestAfter_WhenABurstEnds_CatchesUpAtFullSpeed()
    {
        RunFor(TimeSpan.FromSeconds(10), arriving: 10_000);
        RunFor(TimeSpan.FromSeconds(1), arriving: 0);

        var share = RunFor(TimeSpan.FromSeconds(10), arriving: 0);

        Assert.Equal(1, share, tolerance: 0.01);
    }

    [Fact]
    public void RestAfter_AfterOneSlowBatch_StillCatchesUp()
    {
        _last = 20_000;
        RunFor(TimeSpan.FromSeconds(1), arriving: 2_000);
        _throttle.Begin(_projected);
        _time.Advance(TimeSpan.FromSeconds(10));
        _last += 10 * 2_000;
        _projected += _throttle.Limit;
        _throttle.RestAfter((long)_last, _projected, isRebuilding: false);

        RunFor(TimeSpan.FromSeconds(40), arriving: 2_000);

        Assert.InRange(_last - _projected, 0, 600);
    }

    // Projects 4,000 a second, plus half a millisecond for each batch. Returns the share of time in which it worked, while there was work.
    private double RunFor(TimeSpan duration, int arriving, int groups = 1, bool isRebuilding = false)
    {
        var (worked, rested) = (TimeSpan.Zero, TimeSpan.Zero);
        var arrived = 0.0;
        while (worked + rested < duration)
        {
            _throttle.Begin(_projected);
            var count = Math.Min(_throttle.Limit, (long)_last - _projected);
            var work = TimeSpan.FromMilliseconds((count / 4.0) + 0.5);
            Pass(work);
            _projected += count;
            _batches++;
            var rest = _throttle.RestAfter((long)_last, _projected, isRebuilding);
            Pass(rest);
            (worked, rested) = (worked + work, rested + rest);
        }

        return worked / (worked + rested);

        void Pass(TimeSpan time)
        {
            _time.Advance(time);
            arrived += time.TotalSeconds * arriving;
            if (arrived < groups)
                return;
            _last += arrived;
            arrived = 0;
        }
    }
}
