using System.Text.Json.Nodes;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.ReadModels.Analytics;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.Tests.Projections;

namespace Superfone.Dashboard.Tests.ReadModels;

public sealed class MissedCallerQueriesTests : IDisposable
{
    private const string Ravi = "+919876543210";

    private readonly LogOnDisk _log = new();

    private DateTime Day => _log.Now.Date.AddDays(-1);

    private MissedCallerQueries Callers => new(_log.ReadModel, _log.FollowUpItems);

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Waiting_OfADay_AreThoseMissedOnItWithWhomNobodyHasTalkedSince()
    {
        _log.AppendAndProject(
            Missed(1, Day.AddHours(9)),
            Missed(2, Day.AddDays(-1)), Missed(2, Day.AddHours(10), 12), // Waits since the day before, and called again.
            Missed(3, Day.AddDays(-1)), Missed(3, Day.AddDays(1), 13), // Did not call on the day.
            Missed(4, Day.AddHours(9)), Returned(4, Day.AddDays(1)),
            Missed(5, Day.AddHours(9)),
            Missed(6, Day.AddDays(1)));
        _log.Close("+918000000105");
        _log.Project();

        var waiting = await Callers.WaitingAsync(Visibility.Everything, Day, Day.AddDays(1), 10, TestContext.Current.CancellationToken);
        Assert.Equal((2, "2 1"), (waiting.Count, NumbersOf(waiting.Longest)));

        var first = await Callers.WaitingAsync(Visibility.Everything, Day, Day.AddDays(1), 1, TestContext.Current.CancellationToken);
        Assert.Equal((2, "2"), (first.Count, NumbersOf(first.Longest)));
    }

    [Fact]
    public async Task Returns_OfADay_AreByTheCallThatReturnedThem()
    {
        _log.AppendAndProject(
            Missed(1, Day.AddHours(9)), Returned(1, Day.AddHours(10)),
            Missed(2, Day.AddDays(-1)), Returned(2, Day.AddHours(9), "+919876500000"),
            Missed(3, Day.AddHours(23)), Returned(3, Day.AddHours(25)),
            Missed(4, Day.AddHours(9)), Returned(4, Day.AddHours(12)),
            Missed(5, Day.AddHours(9)));

        Assert.Equal("2 4 1", NumbersOf(await Callers.SlowestAsync(Visibility.Everything, Day, Day.AddDays(1), 10, TestContext.Current.CancellationToken)));
        Assert.Equal("2 4", NumbersOf(await Callers.SlowestAsync(Visibility.Everything, Day, Day.AddDays(1), 2, TestContext.Current.CancellationToken)));
        Assert.Equal("4 1", NumbersOf(await Callers.ReturnedByAsync(Visibility.Everything, Ravi, Day, Day.AddDays(1), 10, TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Returns_OfAMarkedNumber_CountInNoFigureUntilTheMarkIsTakenBack()
    {
        _log.AppendAndProject(
            Missed(1, Day.AddHours(9)), Returned(1, Day.AddHours(10)),
            Missed(2, Day.AddHours(9)), Returned(2, Day.AddHours(11)));

        await MarkAsync(NumberMark.Vendor, "1");
        await MarkAsync(null, "2 1");

        async Task MarkAsync(NumberMark? mark, string counted)
        {
            _log.Mark("+918000000102", mark);
            _log.Project();
            var (day, count, cancellation) = (LogOnDisk.Calendar.DayOf(Day.AddHours(10)), counted.Split(' ').Length, TestContext.Current.CancellationToken);
            var stats = await new ReturnStatsQueries(_log.ReadModel, LogOnDisk.Calendar, LogOnDisk.Hours, LogOnDisk.Phones, _log.Time).ReadAsync(Visibility.Everything, Day, Day.AddDays(1), null, cancellation);
            var listed = await _log.FollowUps.WorkListAsync(Visibility.Everything, new WorkListFilter { State = FollowUpState.Returned }, cancellation: cancellation);
            var byAgent = await new TallyQueries(_log.ReadModel).ReturnedAsync(Visibility.Everything, new AnalyticsFilter(day, day), cancellation);

            Assert.Equal<(int, int, long)>((count, count, count), (stats.All.Missed, stats.All.Returned, stats.All.InHour.Whole));
            Assert.Equal(count, Assert.Single(stats.ByAgent).Figures.Returned);
            Assert.Equal(count, Assert.Single(byAgent).Returned);
            Assert.Equal(counted, NumbersOf(listed.Items));
            Assert.Equal(counted, NumbersOf(await Callers.SlowestAsync(Visibility.Everything, Day, Day.AddDays(1), 10, cancellation)));
            Assert.Equal(counted, NumbersOf(await Callers.ReturnedByAsync(Visibility.Everything, Ravi, Day, Day.AddDays(1), 10, cancellation)));
        }
    }

    private static string NumbersOf(IEnumerable<FollowUpItem> items) => string.Join(' ', items.Select(item => item.Phone[^1]));

    private static string Missed(long number, DateTime at, long? cdrId = null) => Payload.Missed(cdrId ?? number, at).With("cdr_phone", $"800000010{number}");

    private static string Returned(long number, DateTime at, string agent = Ravi) =>
        Payload.Call(number + 20, at).With(new JsonObject { ["cdr_phone"] = $"800000010{number}", ["staff_phone"] = agent });
}
