using System.Text.Json.Nodes;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.Tests.Projections;

namespace Superfone.Dashboard.Tests.ReadModels;

/// <summary>The queries of the follow-ups page.</summary>
public sealed class FollowUpQueriesTests : IDisposable
{
    private readonly LogOnDisk _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task WorkList_LastMissedFirst_WithWhatWasSaidTheLastTime()
    {
        var at = _log.Now.AddHours(-3);
        _log.AppendAndProject(
            Payload.Contact(7),
            Payload.Call(9, at.AddDays(-1)).With("cdr_uuid", Payload.Uuid),
            Payload.Summary(),
            Payload.Missed(1, at),
            Payload.Missed(2, at.AddMinutes(10)).With("cdr_phone", "8000000002"),
            Payload.Missed(3, at.AddMinutes(20)));
        var followUps = _log.FollowUps;

        var first = await followUps.WorkListAsync(Visibility.Everything, new WorkListFilter(), null, 1, TestContext.Current.CancellationToken);
        var second = await followUps.WorkListAsync(Visibility.Everything, new WorkListFilter(), first.NextCursor, 1, TestContext.Current.CancellationToken);

        Assert.Equal((Payload.Phone, "Asked for the price list"), (first.Items[0].Phone, first.Items[0].LastSummary));
        Assert.Equal(("8000000002", null), (second.Items[0].Phone, second.Items[0].LastSummary));
        Assert.Null(second.NextCursor);
    }

    [Fact]
    public async Task WorkList_OfAnAccountOrAPerson_HoldsTheirsAlone()
    {
        var at = _log.Now.Date.AddHours(1);
        _log.AppendAndProject(
            Of(1, "8000000001", "+918000099999", "Ravi", Payload.Missed), Of(2, "8000000002", "+918000088888", "Ravi", Payload.Missed),
            Of(3, "8000000003", "+918000099999", "Ravi", Payload.Missed), Of(4, "8000000004", "+918000099999", "Ravi", Payload.Missed),
            Of(13, "8000000003", "+918000099999", "Ravi", (id, when) => Payload.Call(id, when)),
            Of(14, "8000000004", "+918000099999", "Meera", (id, when) => Payload.Call(id, when)));
        var followUps = _log.FollowUps;

        Assert.Equal(["8000000002", "8000000001"], await PhonesAsync(new WorkListFilter()));
        Assert.Equal(["8000000002"], await PhonesAsync(new WorkListFilter { Account = "080000 88888" }));
        Assert.Equal(1, (await followUps.OpenAsync(Visibility.Everything, "+918000088888", TestContext.Current.CancellationToken)).Count);
        Assert.Equal(["8000000004", "8000000003"], await PhonesAsync(new WorkListFilter { State = FollowUpState.Returned }));
        Assert.Equal(["8000000003"], await PhonesAsync(new WorkListFilter { State = FollowUpState.Returned, Agent = "Ravi" }));
        Assert.Empty(await PhonesAsync(new WorkListFilter { State = FollowUpState.Returned, Account = "+918000088888" }));
        Assert.Equal(["8000000004"], await PhonesAsync(new WorkListFilter { State = FollowUpState.Returned, From = at.AddMinutes(14) }));
        Assert.Equal(["8000000003"], await PhonesAsync(new WorkListFilter { State = FollowUpState.Returned, From = at.AddMinutes(13), To = at.AddMinutes(14), Agent = "Ravi" }));
        var stats = await new ReturnStatsQueries(_log.ReadModel, new BusinessCalendar(TimeZoneInfo.Utc), LogOnDisk.Hours, LogOnDisk.Phones, _log.Time)
            .ReadAsync(Visibility.Everything, at.AddDays(-1), at.AddDays(1), "+918000088888", TestContext.Current.CancellationToken);
        Assert.Equal((1, 0), (stats.All.Missed, stats.All.Returned));

        string Of(long id, string phone, string account, string agent, Func<long, DateTime, Payload> call) => call(id, at.AddMinutes(id)).With(
            new JsonObject { ["cdr_phone"] = phone, ["superfone_number"] = account, ["staff_first_name"] = agent, ["staff_last_name"] = null, ["staff_phone"] = null });

        async Task<IEnumerable<string>> PhonesAsync(WorkListFilter filter) =>
            (await followUps.WorkListAsync(Visibility.Everything, filter, cancellation: TestContext.Current.CancellationToken)).Items.Select(item => item.Phone);
    }

    [Fact]
    public async Task ReturnStats_TellMedianSlowestAndShares()
    {
        var at = _log.Now.Date.AddHours(1);
        var waits = new[] { 5, 10, 30, 120 };
        foreach (var (index, minutes) in waits.Index())
        {
            var phone = new JsonObject { ["cdr_phone"] = $"800000010{index}", ["staff_first_name"] = minutes > 10 ? "Ravi" : "Meera" };
            _log.AppendAndProject(Payload.Missed(index + 10, at).With(phone), Payload.Call(index + 20, at.AddMinutes(minutes)).With(phone));
        }

        _log.AppendAndProject(Payload.Missed(1, at.AddDays(-1)));
        var stats = await new ReturnStatsQueries(_log.ReadModel, new BusinessCalendar(TimeZoneInfo.Utc), LogOnDisk.Hours, LogOnDisk.Phones, _log.Time)
            .ReadAsync(Visibility.Everything, at.AddDays(-2), at.AddDays(1), cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(new ReturnFigures(5, 4, 20 * 60, 120 * 60, new Share(2, 5), new Share(3, 5)), stats.All);
        Assert.Equal([(4, 4), (1, 0)], stats.ByDay.Select(day => (day.Figures.Missed, day.Figures.Returned)));
        Assert.Equal([("Meera", 450L), ("Ravi", 4500L)], stats.ByAgent.Select(agent => (agent.Agent, agent.Figures.MedianSeconds!.Value)));
    }

    [Fact]
    public async Task ReturnStats_CountOnlyWorkingTime()
    {
        // Thursday 20:00 in India; work begins on Friday, 15 May, at 09:00.
        var evening = new DateTime(2026, 5, 14, 14, 30, 0, DateTimeKind.Utc);
        foreach (var (index, minutes) in new[] { 13 * 60 + 10, 13 * 60 + 20 }.Index())
        {
            var phone = new JsonObject { ["cdr_phone"] = $"800000010{index}" };
            _log.AppendAndProject(Payload.Missed(index + 10, evening).With(phone), Payload.Call(index + 20, evening.AddMinutes(minutes)).With(phone));
        }

        var hours = SetHours.Of(LogOnDisk.Calendar, (DayOfWeek.Thursday, "09:00-18:00"), (DayOfWeek.Friday, "09:00-18:00"));
        var stats = await new ReturnStatsQueries(_log.ReadModel, LogOnDisk.Calendar, hours, LogOnDisk.Phones, _log.Time)
            .ReadAsync(Visibility.Everything, evening.AddDays(-1), evening.AddDays(1), cancellation: TestContext.Current.CancellationToken);

        Assert.Equal((new Share(1, 2), new Share(2, 2)), (stats.All.InTarget, stats.All.InHour));
    }
}
