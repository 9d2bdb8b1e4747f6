using FsCheck;
using FsCheck.Xunit;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.Tests.Projections;

namespace Superfone.Dashboard.Tests.ReadModels.Filters;

/// <summary>A page that filters what arrives must show what it would show after a reload.</summary>
public sealed class CallFilterProperties
{
    [Property(MaxTest = 40)]
    public void Matches_WhateverTheFilter_AgreesWithTheDatabase(DoNotSize<int>[] steps, int[] filters)
    {
        using var log = new LogOnDisk();
        var traffic = new Traffic(log);
        foreach (var step in steps)
        {
            traffic.Step(step.Item);
            log.Append(FilterTraffic.Summarised(new Random(step.Item), log.Now));
        }

        log.Project();
        var queries = log.Calls;
        var all = List(new CallFilter());

        foreach (var seed in filters)
        {
            var filter = RandomFilters.Call(new Random(seed), log.Now);
            var (listed, matching) = (Ids(List(filter)), Ids(queries.MatchingAsync(Visibility.Everything, filter, all).GetAwaiter().GetResult()));

            // A list shows what only sounds like the text it is searched for below what contains it.
            Assert.Equal(filter.Q is null ? listed : listed.Order(), filter.Q is null ? matching : matching.Order());

            var inMemory = filter with { Q = null, IvrKey = null };
            Assert.Equal(Ids(List(inMemory)), Ids(all.Where(call => inMemory.Matches(call, LogOnDisk.Phones))));
        }

        IReadOnlyList<CallItem> List(CallFilter filter) => queries.ListAsync(Visibility.Everything, filter, limit: 10_000).GetAwaiter().GetResult().Items;

        static IEnumerable<long> Ids(IEnumerable<CallItem> calls) => calls.Select(call => call.CdrId);
    }
}
