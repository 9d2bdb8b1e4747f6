using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Filters;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Analytics;

/// <summary>Computes figures of calls.</summary>
public sealed class StatsQueries(IDbContextFactory<ReadModelContext> contexts, ReturnStatsQueries returns, BusinessCalendar calendar)
{
    /// <summary>Figures of the calls that started in a range of time.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="from">The first instant, UTC; <see langword="null"/> for no beginning.</param>
    /// <param name="to">The instant after the last, UTC; <see langword="null"/> for no end.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<CallStats> ReadAsync(Visibility visibility, DateTime? from = null, DateTime? to = null, CancellationToken cancellation = default)
    {
        var span = new CallFilter { From = from, To = to };
        var (first, end) = (span.FirstKey(), span.EndKey());
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var calls = readModel.Calls.AsNoTracking().Where(call => call.SortKey >= first && call.SortKey < end);

        var quarters = await readModel.Database.SqlQueryRaw<Quarter>(
            $"SELECT SortKey / {{2}} AS Number, {CallFigureSums.Columns} FROM Calls WHERE SortKey >= {{0}} AND SortKey < {{1}} GROUP BY 1",
            first, end, QuarterHour.Length).ToListAsync(cancellation);
        var sum = quarters.Aggregate(CallFigures.None, (total, quarter) => total + quarter);
        var callers = await readModel.Database.SqlQuery<Callers>(
            $"""
            SELECT COUNT(*) AS "All", COALESCE(SUM(NOT EXISTS (SELECT 1 FROM Calls WHERE Calls.PhoneKey = Caller.PhoneKey AND Calls.SortKey < {first})), 0) AS "New"
            FROM (SELECT DISTINCT PhoneKey FROM Calls WHERE SortKey >= {first} AND SortKey < {end} AND Direction = 0 AND PhoneKey IS NOT NULL AND Mark IS NULL) AS Caller
            """).SingleAsync(cancellation);
        var returned = await returns.TotalAsync(readModel, first, end, cancellation);
        return new CallStats
        {
            Calls = (int)sum.Calls,
            Marked = (int)sum.Marked,
            Inbound = (int)sum.Inbound,
            Outbound = (int)sum.Outbound,
            Answered = (int)sum.Answered,
            Missed = (int)sum.Missed,
            TalkSeconds = sum.TalkSeconds,
            Offered = (int)sum.Offered,
            AnswerRate = sum.AnswerRate.Value,
            ConnectRate = sum.ConnectRate.Value,
            UniqueCallers = callers.All,
            NewCallers = callers.New,
            MedianSecondsToReturn = returned.MedianSeconds,
            ReturnedInTarget = returned.InTarget.Value,
            ByHour = ByHour(quarters),
            ByStaff = await ByStaffAsync(calls, cancellation),
            ByDisposition = await ByDispositionAsync(calls, cancellation),
        };
    }

    private int[] ByHour(List<Quarter> quarters)
    {
        var hours = new int[24];
        foreach (var quarter in quarters)
            hours[calendar.ToLocal(QuarterHour.StartOf(quarter.Number)).Hour] += (int)quarter.Calls;

        return hours;
    }

    private static async Task<IReadOnlyList<StaffStats>> ByStaffAsync(IQueryable<Call> calls, CancellationToken cancellation)
    {
        var rows = await calls.Where(call => call.StaffKey != null || call.StaffName != null)
            .GroupBy(call => call.StaffKey ?? call.StaffName)
            .Select(group => new
            {
                Name = group.Max(call => call.StaffName),
                Phone = group.Max(call => call.StaffPhone),
                Calls = group.Count(),
                Answered = group.Count(call => call.Outcome == Outcome.Answered),
                TalkSeconds = group.Sum(call => call.Outcome == Outcome.Answered ? (long?)call.DurationSeconds : 0),
            })
            .OrderByDescending(row => row.Calls).ThenBy(row => row.Name).ToListAsync(cancellation);
        return [.. rows.Select(row => new StaffStats(row.Name, row.Phone, row.Calls, row.Answered, row.TalkSeconds ?? 0))];
    }

    private static async Task<IReadOnlyList<DispositionStats>> ByDispositionAsync(IQueryable<Call> calls, CancellationToken cancellation)
    {
        var rows = await calls.GroupBy(call => call.Disposition)
            .Select(group => new { Disposition = group.Key, Calls = group.Count() })
            .OrderByDescending(row => row.Calls).ThenBy(row => row.Disposition).ToListAsync(cancellation);
        return [.. rows.Select(row => new DispositionStats(row.Disposition, row.Calls))];
    }

    private sealed record Quarter : CallFigures
    {
        public long Number { get; init; }
    }

    private sealed record Callers(int All, int New);
}
