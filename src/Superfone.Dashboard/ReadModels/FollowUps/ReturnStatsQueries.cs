using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Configuration.Hours;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.FollowUps;

/// <summary>Computes the times until somebody talks to missed callers again.</summary>
public sealed class ReturnStatsQueries(IDbContextFactory<ReadModelContext> contexts, BusinessCalendar calendar, BusinessHours hours, PhoneBook phones, TimeProvider time)
{
    /// <summary>Figures of the callers who were first missed in a range of time. Those whom a user closed by hand and marked numbers are left out.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="from">The first instant, UTC.</param>
    /// <param name="to">The instant after the last, UTC.</param>
    /// <param name="account">Only those who called this Superfone number, in any written form.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<ReturnStats> ReadAsync(Visibility visibility, DateTime from, DateTime to, string? account = null, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var rows = await (await FollowUpQueries.ApplyFilterAsync(Within(readModel, from, to), new WorkListFilter { Account = account }, phones, cancellation))
            .Select(followUp => new Row(followUp.Id, followUp.SecondsToReturn, followUp.LastAgentKey, followUp.LastAgent)).ToListAsync(cancellation);
        var now = time.GetUtcNow().UtcDateTime;
        var returned = rows.Where(row => row.Seconds is not null).ToList();
        return new ReturnStats(
            FiguresOf(rows, now),
            [.. rows.GroupBy(row => calendar.DayOf(SortKey.InstantOf(row.Id))).OrderByDescending(day => day.Key).Select(day => new DayReturns(day.Key, FiguresOf(day, now)))],
            [
                .. returned.GroupBy(row => row.AgentKey).OrderByDescending(agent => agent.Count()).ThenBy(agent => agent.Key)
                    .Select(agent => new AgentReturns(agent.Key, agent.Last().Agent, FiguresOf(agent, now))),
            ])
        {
            ByHour =
            [
                .. rows.GroupBy(row => calendar.ToLocal(SortKey.InstantOf(row.Id)).Hour).OrderBy(hour => hour.Key).Select(hour => new HourReturns(hour.Key, FiguresOf(hour, now))),
            ],
        };
    }

    /// <summary>Figures of the callers who were first missed in a range of time, without days and agents.</summary>
    /// <param name="readModel">The read model.</param>
    /// <param name="first">The lowest sort key in the range, see <see cref="SortKey"/>.</param>
    /// <param name="end">The lowest sort key after it.</param>
    /// <param name="cancellation">Stops the query.</param>
    internal async Task<ReturnFigures> TotalAsync(ReadModelContext readModel, long first, long end, CancellationToken cancellation)
    {
        var rows = await Within(readModel, first, end).Select(followUp => new { followUp.Id, followUp.SecondsToReturn }).ToListAsync(cancellation);
        return ReturnFigures.Of(rows.Select(row => (SortKey.InstantOf(row.Id), row.SecondsToReturn)), hours, time.GetUtcNow().UtcDateTime);
    }

    /// <summary>The follow-ups that opened in a range of time; their key is their position in time.</summary>
    internal static IQueryable<FollowUp> Within(ReadModelContext readModel, DateTime from, DateTime to) =>
        Within(readModel, SortKey.First(from), SortKey.First(to));

    private static IQueryable<FollowUp> Within(ReadModelContext readModel, long first, long end) => readModel.FollowUps.AsNoTracking()
        .Where(followUp => followUp.Id >= first && followUp.Id < end && followUp.State != FollowUpState.Closed && followUp.Mark == null).OrderBy(followUp => followUp.Id);

    private ReturnFigures FiguresOf(IEnumerable<Row> rows, DateTime now) =>
        ReturnFigures.Of(rows.Select(row => (SortKey.InstantOf(row.Id), row.Seconds)), hours, now);

    private sealed record Row(long Id, long? Seconds, string? AgentKey, string? Agent);
}
