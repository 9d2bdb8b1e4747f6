using FsCheck;
using FsCheck.Xunit;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.Tests.Projections;
using Superfone.Events;
using Outcome = Superfone.Dashboard.Domain.Calls.Outcome;

namespace Superfone.Dashboard.Tests.ReadModels;

/// <summary>A page that filters what arrives must show what it would show after a reload.</summary>
public sealed class CallMatchingProperties
{
    [Property(MaxTest = 40)]
    public void Matches_WhateverTheFilter_AgreesWithTheDatabase(DoNotSize<int>[] steps, int[] filters)
    {
        using var log = new LogOnDisk();
        var traffic = new Traffic(log);
        foreach (var step in steps)
            traffic.Step(step.Item);
        log.Project();
        var queries = log.Calls;
        var all = queries.ListAsync(new CallFilter(), limit: 10_000).GetAwaiter().GetResult().Items;

        foreach (var seed in filters)
        {
            var filter = Filter(new Random(seed), log.Now);
            var found = queries.ListAsync(filter, limit: 10_000).GetAwaiter().GetResult().Items.Select(call => call.CdrId);
            Assert.Equal(found, all.Where(call => filter.Matches(call, LogOnDisk.Phones)).Select(call => call.CdrId));

            var searched = filter with
            {
                Q = new[] { "asha", "ravi 8", "price", null }[seed & 3],
                IvrKey = new[] { null, "Press 1 for sales, 2 for service.|1", "Please hold.|" }[(seed & int.MaxValue) % 3],
            };
            var hits = queries.ListAsync(searched, limit: 10_000).GetAwaiter().GetResult().Items.Select(call => call.CdrId);
            Assert.Equal(hits, queries.MatchingAsync(searched, all).GetAwaiter().GetResult().Select(call => call.CdrId));
        }
    }

    // Each condition is there in one of five filters, so that most filters let something pass.
    private static CallFilter Filter(Random random, DateTime now) => new()
    {
        From = Value(random, () => now.AddHours(random.Next(-80, 60)).AddTicks(random.Next(20_000))),
        To = Value(random, () => now.AddHours(random.Next(-20, 80)).AddTicks(random.Next(20_000))),
        Direction = Value(random, () => (CallDirection)random.Next(2)),
        Outcome = Value(random, () => (Outcome)random.Next(8)),
        Disposition = Text(random, "NOANSWER", "ANSWER"),
        Missed = Value(random, () => random.Next(2) == 0),
        StaffPhone = Text(random, "098765 43210", "+911234567890"),
        ContactId = Value(random, () => (long)random.Next(1, 4)),
        Phone = Text(random, "80000-00001", "+91 8000000002", "anonymous"),
        Account = Text(random, "8000088888", Payload.Account),
        HasRecording = Value(random, () => random.Next(2) == 0),
        HasSummary = Value(random, () => random.Next(2) == 0),
        Label = Text(random, "asha", "ZOË", "1"),
    };

    private static T? Value<T>(Random random, Func<T> value)
        where T : struct => random.Next(5) == 0 ? value() : null;

    private static string? Text(Random random, params string[] values) => random.Next(5) == 0 ? values[random.Next(values.Length)] : null;
}
