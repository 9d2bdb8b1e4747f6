using FsCheck;
using FsCheck.Xunit;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.ReadModels.Analytics;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.Storage.Changes;
using Superfone.Events;

namespace Superfone.Dashboard.Tests.Projections;

/// <summary>Every figure, and what a call shows of other calls, is what a plain computation over all calls gives.</summary>
public sealed class FigureProperties
{
    private static readonly DateTime First = new(2026, 5, 15, 6, 0, 0, DateTimeKind.Utc);

    [Property(MaxTest = 30)]
    public void Stats_OfAnySpan_AreThoseOfAPlainComputation(DoNotSize<int>[] steps, int cuts, ushort begin, ushort length)
    {
        using var log = new LogOnDisk();
        new Traffic(log).PlayCut(steps.Select(step => step.Item), cuts);
        var (from, to) = (First.AddMinutes(begin % 720), First.AddMinutes((begin % 720) + (length % 720)));
        var all = log.Read(readModel => readModel.Calls.ToList());

        foreach (var (since, until) in new (DateTime?, DateTime?)[] { (from, to), (null, to), (from, null), (null, null) })
        {
            var calls = all.Where(call => !(StartOf(call) < since) && !(StartOf(call) >= until)).ToList();
            var plain = PlainFigures.Of(calls);
            var stats = new StatsQueries(log.ReadModel, Returns(log), LogOnDisk.Calendar).ReadAsync(Visibility.Everything, since, until).Result;

            Assert.Equal(
                (plain.Calls, plain.Marked, plain.Inbound, plain.Outbound, plain.Answered, plain.Missed, plain.Offered, plain.TalkSeconds),
                (stats.Calls, stats.Marked, stats.Inbound, stats.Outbound, stats.Answered, stats.Missed, stats.Offered, stats.TalkSeconds));
            Assert.Equal(plain.Offered == 0 ? null : (double)plain.InboundAnswered / plain.Offered, stats.AnswerRate);
            Assert.Equal(plain.OutboundEnded == 0 ? null : (double)plain.OutboundAnswered / plain.OutboundEnded, stats.ConnectRate);
            Assert.Equal(Enumerable.Range(0, 24).Select(hour => calls.Count(call => LogOnDisk.Calendar.ToLocal(StartOf(call)).Hour == hour)), stats.ByHour);

            var callers = calls.Where(call => call is { Direction: CallDirection.Inbound, PhoneKey: not null, Mark: null }).Select(call => call.PhoneKey).ToHashSet();
            Assert.Equal(callers.Count, stats.UniqueCallers);
            Assert.Equal(callers.Count(caller => !(all.Where(call => call.PhoneKey == caller).Min(StartOf) < since)), stats.NewCallers);
            CheckReturns(log, since, until, stats);
        }
    }

    [Property(MaxTest = 30)]
    public void Calls_AfterEveryStep_ShowWhatBecameOfThemAndTellThatTheyChanged(DoNotSize<int>[] steps)
    {
        using var log = new LogOnDisk();
        var traffic = new Traffic(log);
        Dictionary<long, (CallReturn?, FollowUpState?, bool?, NumberMark?)> before = [];
        foreach (var step in steps)
        {
            traffic.Step(step.Item);
            var changes = log.Project();
            var calls = log.Read(readModel => readModel.Calls.ToList());
            var followUps = log.Read(readModel => readModel.FollowUps.ToList());
            var shown = log.Calls.ByIdsAsync(Visibility.Everything, [.. calls.Select(call => call.CdrId)]).Result
                .ToDictionary(item => item.CdrId, item => (item.Returned, item.FollowUp, item.IsFirstFromNumber, item.Mark));

            foreach (var call in calls)
            {
                var counting = !call.Missed ? null : followUps.SingleOrDefault(followUp =>
                    followUp.PhoneKey == call.PhoneKey && followUp.Id <= call.SortKey && call.SortKey <= followUp.LastMissedKey);
                var returning = counting is { State: FollowUpState.Returned } ? calls.Single(other => other.SortKey == counting.LastStepKey) : null;
                var expected = returning is null ? null : new CallReturn(
                    counting!.ReturnedUtc!.Value,
                    returning.CdrId,
                    returning.StaffName is null && returning.StaffPhone is null ? null : new StaffReference(returning.StaffName, returning.StaffPhone))
                { Direction = returning.Direction };
                bool? isFirst = call.PhoneKey is null ? null : !calls.Any(other => other.PhoneKey == call.PhoneKey && other.SortKey < call.SortKey);
                Assert.Equal((expected, counting?.State, isFirst, call.Mark), shown[call.CdrId]);
            }

            var told = changes.Where(change => change.Kind == ChangeKind.Call).Select(change => change.Id).ToHashSet();
            Assert.All(shown.Where(pair => !before.TryGetValue(pair.Key, out var old) || old != pair.Value), pair => Assert.Contains(pair.Key, told));
            before = shown;
        }
    }

    private static ReturnStatsQueries Returns(LogOnDisk log) => new(log.ReadModel, LogOnDisk.Calendar, LogOnDisk.Hours, LogOnDisk.Phones, log.Time);

    private static void CheckReturns(LogOnDisk log, DateTime? since, DateTime? until, CallStats stats)
    {
        var followUps = log.Read(readModel => readModel.FollowUps.ToList()).Where(followUp => followUp is { State: not FollowUpState.Closed, Mark: null }
            && !(SortKey.InstantOf(followUp.Id) < since) && !(SortKey.InstantOf(followUp.Id) >= until)).ToList();
        var waits = followUps.Select(followUp => followUp.SecondsToReturn).OfType<long>().Order().ToList();
        var due = followUps.Where(followUp => SortKey.InstantOf(followUp.Id).AddMinutes(15) <= log.Now).ToList();

        Assert.Equal(waits.Count == 0 ? null : (waits[(waits.Count - 1) / 2] + waits[waits.Count / 2]) / 2, stats.MedianSecondsToReturn);
        Assert.Equal(due.Count == 0 ? null : (double)due.Count(followUp => followUp.SecondsToReturn <= 900) / due.Count, stats.ReturnedInTarget);

        var parts = Returns(log).ReadAsync(Visibility.Everything, since ?? SortKey.Earliest, until ?? SortKey.Latest).Result;
        Assert.Equal(FiguresOf(followUps), parts.All);
        Assert.Equal(followUps.GroupBy(DayOf).OrderByDescending(day => day.Key).Select(day => new DayReturns(day.Key, FiguresOf(day))), parts.ByDay);
        Assert.Equal(followUps.GroupBy(HourOf).OrderBy(hour => hour.Key).Select(hour => (hour.Key, FiguresOf(hour))), parts.ByHour.Select(hour => (hour.Hour, hour.Figures)));
        Assert.Equal(
            followUps.GroupBy(followUp => (HourOf(followUp), DayOf(followUp))).OrderBy(group => group.Key.Item1).ThenByDescending(group => group.Key.Item2).Select(group => (group.Key.Item1, group.Key.Item2, group.Count())),
            parts.ByHour.SelectMany(hour => hour.Days.Select(day => (hour.Hour, day.Day, day.Callers))));
        Assert.Equal(
            followUps.Where(followUp => followUp.SecondsToReturn is not null).OrderBy(followUp => followUp.Id).GroupBy(followUp => followUp.LastAgentKey)
                .OrderByDescending(agent => agent.Count()).ThenBy(agent => agent.Key, StringComparer.Ordinal).Select(agent => new AgentReturns(agent.Key, agent.Last().LastAgent, FiguresOf(agent))),
            parts.ByAgent);

        ReturnFigures FiguresOf(IEnumerable<FollowUp> some) => MissedCallers.FiguresOf(some.Select(followUp => (SortKey.InstantOf(followUp.Id), followUp.SecondsToReturn)), LogOnDisk.Hours, log.Now);
        DateOnly DayOf(FollowUp followUp) => LogOnDisk.Calendar.DayOf(SortKey.InstantOf(followUp.Id));
        int HourOf(FollowUp followUp) => LogOnDisk.Calendar.ToLocal(SortKey.InstantOf(followUp.Id)).Hour;
    }

    private static DateTime StartOf(Call call) => SortKey.InstantOf(call.SortKey);
}
