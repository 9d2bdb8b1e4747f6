using FsCheck;
using FsCheck.Xunit;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.ReadModels.Analytics;
using Superfone.Dashboard.ReadModels.Contacts;

namespace Superfone.Dashboard.Tests.Projections;

/// <summary>The rollups of projection equal the counts of a plain scan of the read model.</summary>
public sealed class RollupProperties
{
    private static readonly AnalyticsFilter Everything = new(new DateOnly(2026, 5, 10), new DateOnly(2026, 7, 10));
    private static readonly AnalyticsFilter Middle = new(new DateOnly(2026, 5, 16), new DateOnly(2026, 5, 17), "08000099999");

    [Property(MaxTest = 30)]
    public void Counts_HoweverTheLogWasCut_AreThoseOfAPlainScan(DoNotSize<int>[] steps, int cuts)
    {
        using var log = new LogOnDisk();

        // Calls with this UUID fail after everything else of them was projected.
        using (var writer = log.ReadModel.OpenWriter())
            writer.Execute($"CREATE TRIGGER Broken BEFORE INSERT ON CallUuids WHEN NEW.Uuid = '{Traffic.Uuids[0]}' BEGIN SELECT RAISE(ABORT, 'broken'); END");
        new Traffic(log).PlayCut(steps.Select(step => step.Item), cuts);
        CheckCalls(log, Everything);
        CheckCalls(log, Middle);
        CheckContacts(log);
        CheckReturns(log);
        CheckCallers(log, Everything);
        CheckCallers(log, Middle with { Account = null });
        CheckCallers(log, Middle);
    }

    [Property(MaxTest = 30)]
    public void Stages_AtTheEndOfEachDay_AreWhereContactsStoodThen(DoNotSize<int>[] steps)
    {
        using var log = new LogOnDisk();
        var traffic = new Traffic(log);
        SortedDictionary<DateOnly, Dictionary<string, int>> seen = [];
        foreach (var step in steps)
        {
            traffic.Step(step.Item);
            log.Project();
            seen[LogOnDisk.Calendar.DayOf(log.Now)] = log.Read(readModel => readModel.Contacts.ToList())
                .Where(contact => !string.IsNullOrEmpty(contact.StageTitle)).CountBy(contact => contact.StageTitle!).ToDictionary(StringComparer.Ordinal);
        }

        var stages = new TallyQueries(log.ReadModel).StagesAsync(Visibility.Everything, Everything).Result;
        foreach (var (index, day) in Everything.Days.Index())
        {
            var expected = seen.LastOrDefault(pair => pair.Key <= day).Value ?? [];
            Assert.Equal(
                expected.Select(stage => $"{stage.Key} {stage.Value}").Order(),
                stages.Where(stage => stage.Standing[index] != 0).Select(stage => $"{stage.Stage} {stage.Standing[index]}").Order());
        }

        Assert.All(stages, stage => Assert.Equal(stage.Standing[^1], stage.Entered - stage.Left));
        Assert.All(stages, stage => CheckStays(log, stage));
        var later = new TallyQueries(log.ReadModel).StagesAsync(Visibility.Everything, Everything with { First = Everything.Last }).Result;
        Assert.Equal(
            stages.Where(stage => stage.Standing[^1] != 0).Select(stage => (stage.Stage, stage.Standing[^1])),
            later.Select(stage => (stage.Stage, stage.Standing.Single())));
    }

    private static void CheckCallers(LogOnDisk log, AnalyticsFilter filter)
    {
        var account = LogOnDisk.Phones.KeyOf(filter.Account);
        var all = log.Read(readModel => readModel.Calls.ToList()).Where(call => call is { PhoneKey: not null, Mark: null }).ToList();
        var inbound = all.Where(call => call.Direction == Superfone.Events.CallDirection.Inbound && (account is null || call.AccountKey == account)).ToList();
        var callers = new CallerQueries(log.ReadModel, LogOnDisk.Phones, LogOnDisk.Calendar).ReadAsync(Visibility.Everything, filter).Result;
        Assert.Equal(Of(filter.First, filter.Last), callers.All);
        Assert.Equal(filter.Days.Select(day => Of(day, day)), callers.Days);

        // Those who do not see all calls get the same from the calls.
        var sighted = Visibility.Everything with { Accounts = [.. log.Read(readModel => readModel.Calls.Select(call => call.AccountKey).Distinct().ToList()).OfType<string>()] };
        if (all.TrueForAll(call => call.AccountKey is not null))
            Assert.Equal(callers, new CallerQueries(log.ReadModel, LogOnDisk.Phones, LogOnDisk.Calendar).ReadAsync(sighted, filter).Result with { Days = callers.Days });

        CallerFigures Of(DateOnly first, DateOnly last)
        {
            var found = inbound.Where(call => DayOf(call) >= first && DayOf(call) <= last).GroupBy(call => call.PhoneKey!).ToList();
            return new CallerFigures(
                found.Count,
                found.Count(caller => all.Where(call => call.PhoneKey == caller.Key).Min(DayOf) >= first),
                found.Sum(caller => caller.CountBy(DayOf).Count(day => day.Value > 1)));
        }
    }

    private static void CheckCalls(LogOnDisk log, AnalyticsFilter filter)
    {
        var queries = new AnalyticsQueries(log.ReadModel, LogOnDisk.Phones);
        var account = LogOnDisk.Phones.KeyOf(filter.Account);
        var calls = log.Read(readModel => readModel.Calls.ToList())
            .Where(call => DayOf(call) >= filter.First && DayOf(call) <= filter.Last && (account is null || call.AccountKey == account)).ToList();

        Assert.Equal(FiguresOf(calls), queries.TotalsAsync(Visibility.Everything, filter).Result);
        AssertSame(
            filter.Days.GroupJoin(calls, day => day, DayOf, (day, found) => (day, found)), queries.DaysAsync(Visibility.Everything, filter).Result.Select(day => (day.Day, day.Figures)));
        AssertSame(
            Groups(calls, call => (DayOf(call).DayOfWeek, LogOnDisk.Calendar.ToLocal(SortKey.InstantOf(call.SortKey)).Hour)),
            queries.HoursAsync(Visibility.Everything, filter).Result.Select(hour => ((hour.Weekday, hour.Hour), hour.Figures)));
        var handled = calls.Where(call => StaffOf(call) is not null).ToList();
        var staff = queries.StaffAsync(Visibility.Everything, filter).Result;
        AssertSame(Groups(handled, call => StaffOf(call)!), staff.Select(row => (row.Key, row.Figures)));
        foreach (var person in staff)
        {
            AssertSame(
                filter.Days.GroupJoin(handled.Where(call => StaffOf(call) == person.Key), day => day, DayOf, (day, found) => (day, found)),
                queries.StaffDaysAsync(Visibility.Everything, filter, person.Key).Result.Select(day => (day.Day, day.Figures)));
        }

        AssertSame(Groups(calls, call => call.Disposition ?? ""), queries.DispositionsAsync(Visibility.Everything, filter).Result.Select(row => (row.Disposition ?? "", row.Figures)));
        var pressed = calls.SelectMany(call => IvrKey.Of(call).Select(key => (Key: key, Call: call)));
        AssertSame(
            pressed.GroupBy(pair => pair.Key, pair => pair.Call).Select(group => (group.Key, group.AsEnumerable())),
            queries.IvrKeysAsync(Visibility.Everything, filter).Result.Select(row => (row.Key, row.Figures)));
    }

    private static void CheckContacts(LogOnDisk log)
    {
        var queries = new TallyQueries(log.ReadModel);
        var contacts = log.Read(readModel => readModel.Contacts.ToList());
        Assert.Equal(
            contacts.CountBy(contact => $"{LogOnDisk.Calendar.DayOf(contact.FirstSeenUtc)} {contact.Source ?? contact.SourceType}")
                .Select(pair => $"{pair.Key}: {pair.Value}").Order(),
            queries.NewContactsAsync(Visibility.Everything, Everything).Result.SelectMany(source => Everything.Days
                .Zip(source.ByDay).Where(day => day.Second != 0).Select(day => $"{day.First} {source.Source}: {day.Second}")).Order());
        Assert.Equal(
            contacts.Where(contact => !string.IsNullOrEmpty(contact.StageTitle)).CountBy(contact => contact.StageTitle!).Select(pair => (pair.Key, (long)pair.Value)).Order(),
            queries.StagesAsync(Visibility.Everything, Everything).Result.Where(stage => stage.Standing[^1] != 0).Select(stage => (stage.Stage, stage.Standing[^1])).Order());
    }

    // Each number opens a list of so many.
    private static void CheckStays(LogOnDisk log, StageFigures stage)
    {
        var counts = new ContactCountQueries(log.ReadModel, LogOnDisk.Phones);
        var (from, to) = (LogOnDisk.Calendar.StartOfUtc(Everything.First), LogOnDisk.Calendar.StartOfUtc(Everything.Last.AddDays(1)));
        Assert.Equal(stage.Entered, counts.TimesAsync(Visibility.Everything, new StageHistory(stage.Stage, StageStep.Entered) { From = from, To = to }).Result);
        Assert.Equal(stage.Left, counts.TimesAsync(Visibility.Everything, new StageHistory(stage.Stage, StageStep.Left) { From = from, To = to }).Result);
        foreach (var (index, day) in Everything.Days.Index())
        {
            var history = new StageHistory(stage.Stage, StageStep.Stood) { To = LogOnDisk.Calendar.StartOfUtc(day.AddDays(1)) };
            Assert.Equal(stage.Standing[index], counts.CountAsync(Visibility.Everything, new ContactFilter(), history: history).Result);
        }
    }

    private static void CheckReturns(LogOnDisk log)
    {
        var returned = log.Read(readModel => readModel.FollowUps.Where(followUp => followUp.State == FollowUpState.Returned && followUp.Mark == null).ToList());
        Assert.Equal(
            returned.GroupBy(followUp => followUp.LastAgentKey)
                .Select(agent => (agent.Key, (long)agent.Count(), agent.Sum(followUp => followUp.SecondsToReturn!.Value))).Order(),
            new TallyQueries(log.ReadModel).ReturnedAsync(Visibility.Everything, Everything).Result.Select(agent => (agent.Key, agent.Returned, agent.Seconds)).Order());
    }

    private static void AssertSame<TKey>(IEnumerable<(TKey Key, IEnumerable<Call> Calls)> expected, IEnumerable<(TKey Key, CallFigures Figures)> actual) =>
        Assert.Equal(
            expected.Select(group => $"{group.Key} {FiguresOf(group.Calls)}").Order(StringComparer.Ordinal),
            actual.Select(row => $"{row.Key} {row.Figures}").Order(StringComparer.Ordinal));

    private static IEnumerable<(TKey Key, IEnumerable<Call> Calls)> Groups<TKey>(IEnumerable<Call> calls, Func<Call, TKey> key) =>
        calls.GroupBy(key).Select(group => (group.Key, group.AsEnumerable()));

    private static CallFigures FiguresOf(IEnumerable<Call> calls) => PlainFigures.Of([.. calls]);

    private static DateOnly DayOf(Call call) => LogOnDisk.Calendar.DayOf(SortKey.InstantOf(call.SortKey));

    private static string? StaffOf(Call call) => call.StaffKey ?? call.StaffName;
}
