using FsCheck;
using FsCheck.Xunit;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Tables;
using Superfone.Dashboard.Tests.Projections;

namespace Superfone.Dashboard.Tests.Storage.ReadModel;

/// <summary>The rows of calls in the full-text tables are in the order of their sort keys, in whatever order calls come.</summary>
public sealed class SearchKeyProperties : IDisposable
{
    private readonly LogOnDisk _log = new();
    private readonly ReadModelWriter _writer;

    public SearchKeyProperties()
    {
        _writer = _log.ReadModel.OpenWriter();
        _writer.Begin();
    }

    public void Dispose()
    {
        _writer.Dispose();
        _log.Dispose();
    }

    [Property(MaxTest = 50)]
    public void Keys_OfCallsInAnyOrder_AreInTheOrderOfSortKeys(DoNotSize<int>[] steps)
    {
        _writer.Execute("DELETE FROM SearchKeys");
        var table = new SearchKeyTable(_writer);
        SortedDictionary<long, long> expected = [];
        foreach (var random in steps.SelectMany(step => Enumerable.Range(0, 8).Select(index => new Random(step.Item + index))))
        {
            if (random.Next(6) == 0 && expected.Count > 0)
                Remove(expected.Keys.ElementAt(random.Next(expected.Count)));
            else
                Add(SortKey.Of(InstantOf(random), random.Next(1 << 20)));
        }

        var rows = Rows();
        Assert.Equal(expected.Select(row => (row.Key, row.Value)), rows);
        Assert.All(rows.Zip(rows.Skip(1)), pair => Assert.True(pair.First.Key < pair.Second.Key));

        void Add(long sortKey)
        {
            if (expected.ContainsKey(sortKey))
                return;
            var (key, moved) = table.Add(sortKey);
            foreach (var move in moved)
            {
                Assert.Equal(expected[move.SortKey], move.From);
                expected[move.SortKey] = move.To;
            }

            expected[sortKey] = key;
        }

        void Remove(long sortKey)
        {
            table.Delete(sortKey);
            expected.Remove(sortKey);
        }
    }

    [Theory]
    [InlineData("day", 0.1)]
    [InlineData("burst", 3)]
    [InlineData("random", 0.1)]
    public void Calls_ThatMakeRoomForOthers_AreFew(string traffic, double most)
    {
        var table = new SearchKeyTable(_writer);
        var (moved, calls) = (0, 0);
        foreach (var (started, _) in Traffic(traffic).OrderBy(call => call.Arrives))
            moved += table.Add(SortKey.Of(started, ++calls)).Moved.Count;

        Assert.InRange((double)moved / calls, 0, most);
    }

    [Fact]
    public async Task Search_AmongCallsOfOneSecondInAnyOrder_FindsAllOfThemNewestFirst()
    {
        var calls = Enumerable.Range(1, 40).Select(number => (long)number).ToList();
        _writer.RollBack();
        foreach (var call in Enumerable.Reverse(calls).OrderBy(call => call * 7 % 11))
            _log.AppendAndProject(Payload.Call(call, _log.Now.AddMilliseconds(call)).With("staff_last_name", call % 2 == 0 ? "Patel" : "Nair"));

        Assert.Equal(calls.Where(call => call % 2 == 0).Reverse(), await FindAsync(new CallFilter { Q = "patel" }));
        Assert.Equal([18, 16, 14, 12, 10], await FindAsync(new CallFilter { Q = "patel", From = _log.Now.AddMilliseconds(10), To = _log.Now.AddMilliseconds(20) }));
        Assert.Empty(await FindAsync(new CallFilter { Q = "patel", From = _log.Now.AddMilliseconds(41) }));
        Assert.Equal(_log.DumpFromScratch(), _log.Dump());
    }

    private async Task<IEnumerable<long>> FindAsync(CallFilter filter) =>
        (await _log.Calls.ListAsync(Visibility.Everything, filter, cancellation: TestContext.Current.CancellationToken)).Items.Select(call => call.CdrId);

    // Most within a few seconds; others years away, before 1970 or at the end of time.
    private DateTime InstantOf(Random random) => random.Next(10) switch
    {
        0 => DateTime.UnixEpoch.AddMilliseconds(random.Next(5000)),
        1 => SortKey.Latest.AddMilliseconds(-random.Next(5000)),
        2 or 3 => _log.Now.AddMinutes(random.Next(100_000)),
        _ => _log.Now.AddMilliseconds(random.Next(3000)),
    };

    // Calls of the business hours of some days, which arrive when they end; 500 calls a second that arrive up to 64 places late; three months in random order.
    private IEnumerable<(DateTime Started, double Arrives)> Traffic(string kind)
    {
        var random = new Random(1);
        for (var number = 0; number < 4000; number++)
        {
            yield return kind switch
            {
                "day" when _log.Now.AddDays(number / 2000).AddSeconds(random.Next(10 * 3600)) is var start => (start, (start - _log.Now).TotalSeconds - (90 * Math.Log(1 - random.NextDouble()))),
                "burst" => (_log.Now.AddMilliseconds(number * 2), number + random.Next(64)),
                _ => (_log.Now.AddSeconds(random.Next(90 * 24 * 3600)), random.NextDouble()),
            };
        }
    }

    private List<(long SortKey, long Key)> Rows() =>
        _writer.Prepare("SELECT SortKey, SearchKey FROM SearchKeys ORDER BY SortKey").All(row => (row.Number(0), row.Number(1)));
}
