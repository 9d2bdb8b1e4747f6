using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Analytics;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.FollowUps;

namespace Superfone.Dashboard.ReadModels.Agents;

/// <summary>Reads the work of agents: daily figures from the rollups, and the latest calls behind them.</summary>
public sealed class AgentReportQueries(
    AnalyticsQueries analytics, TallyQueries tallies, AgentQueries agents, MissedCallerQueries callers, CallQueries calls, BusinessCalendar calendar, TimeProvider time)
{
    /// <summary>The maximum number of calls and returns that are listed.</summary>
    public const int MostRows = 5;

    /// <summary>All agents, most calls first.</summary>
    public async Task<IReadOnlyList<AgentFigures>> ListAsync(AnalyticsFilter days, CancellationToken cancellation = default)
    {
        var returned = (await tallies.ReturnedAsync(days, cancellation)).ToLookup(person => person.Key);
        return [.. (await analytics.StaffAsync(days, cancellation))
            .Select(staff => new AgentFigures(staff.Key, staff.Name, staff.Figures, returned[staff.Key].FirstOrDefault() ?? NoneReturned(staff.Key, days)))];
    }

    /// <summary>The work of one agent.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="days">The days.</param>
    /// <param name="than">The days to compare with.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<AgentReport> ReadAsync(AgentChoice agent, AnalyticsFilter days, AnalyticsFilter than, CancellationToken cancellation = default)
    {
        var (from, to) = (calendar.StartOfUtc(days.First), calendar.StartOfUtc(days.Last.AddDays(1)));
        var latest = await calls.ListAsync(new CallFilter { StaffPhone = agent.Phone, From = from, To = to }, null, MostRows, cancellation);
        var comparison = Comparison.Of(days, than.First, calendar.DayOf(time.GetUtcNow().UtcDateTime), await analytics.CoveredFromAsync(days.Account, cancellation));
        return new AgentReport(
            await DaysAsync(agent, days, cancellation),
            comparison is null ? null : await DaysAsync(agent, comparison.Than, cancellation),
            comparison,
            await agents.TasksAsync(agent, from, to, cancellation),
            await callers.ReturnedByAsync(agent.Phone, from, to, MostRows, cancellation),
            latest.Items);
    }

    private async Task<AgentDays> DaysAsync(AgentChoice agent, AnalyticsFilter days, CancellationToken cancellation)
    {
        var returned = await tallies.ReturnedAsync(days, cancellation);
        return new AgentDays(
            await analytics.StaffDaysAsync(days, agent.Phone, cancellation),
            returned.FirstOrDefault(person => person.Key == agent.Phone) ?? NoneReturned(agent.Phone, days));
    }

    private static ReturnedFigures NoneReturned(string key, AnalyticsFilter days) => new(key, [.. days.Days.Select(_ => 0L)], [.. days.Days.Select(_ => 0L)]);
}
