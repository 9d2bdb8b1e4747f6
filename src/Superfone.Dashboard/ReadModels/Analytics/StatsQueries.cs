using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Analytics;

/// <summary>Computes figures over calls.</summary>
public sealed class StatsQueries(IDbContextFactory<ReadModelContext> contexts, BusinessCalendar calendar)
{
    // The offset of every time zone is a multiple of it, so that each of its spans lies within one hour in every zone.
    private const long QuarterMilliseconds = 15 * 60 * 1000;

    /// <summary>Figures over the calls that started in a span of time.</summary>
    /// <param name="from">The first instant, UTC; <see langword="null"/> for all calls before the other.</param>
    /// <param name="to">The instant after the last, UTC; <see langword="null"/> for all calls since the other.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<CallStats> ReadAsync(DateTime? from = null, DateTime? to = null, CancellationToken cancellation = default)
    {
        var span = new CallFilter { From = from, To = to };
        var (first, end) = (span.FirstKey(), span.EndKey());
        await using var readModel = await contexts.CreateDbContextAsync(cancellation);
        var calls = readModel.Calls.AsNoTracking().Where(call => call.SortKey >= first && call.SortKey < end);

        var quarters = await readModel.Database.SqlQuery<Quarter>(
            $"""
            SELECT (SortKey >> 20) / {QuarterMilliseconds} AS Number, COUNT(*) AS Calls,
                COALESCE(SUM(Direction = 0), 0) AS Inbound, COALESCE(SUM(Direction = 1), 0) AS Outbound,
                SUM(Outcome = 1) AS Answered, SUM(Missed) AS Missed,
                COALESCE(SUM(DurationSeconds) FILTER (WHERE Outcome = 1), 0) AS TalkSeconds
            FROM Calls WHERE SortKey >= {first} AND SortKey < {end} GROUP BY 1
            """).ToListAsync(cancellation);
        return new CallStats
        {
            Calls = quarters.Sum(quarter => quarter.Calls),
            Inbound = quarters.Sum(quarter => quarter.Inbound),
            Outbound = quarters.Sum(quarter => quarter.Outbound),
            Answered = quarters.Sum(quarter => quarter.Answered),
            Missed = quarters.Sum(quarter => quarter.Missed),
            TalkSeconds = quarters.Sum(quarter => quarter.TalkSeconds),
            ByHour = ByHour(quarters),
            ByStaff = await ByStaffAsync(calls, cancellation),
            ByDisposition = await ByDispositionAsync(calls, cancellation),
        };
    }

    private int[] ByHour(List<Quarter> quarters)
    {
        var hours = new int[24];
        foreach (var quarter in quarters)
        {
            var start = DateTime.UnixEpoch.AddMilliseconds(quarter.Number * QuarterMilliseconds);
            hours[calendar.ToLocal(start).Hour] += quarter.Calls;
        }

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

    private sealed record Quarter(long Number, int Calls, int Inbound, int Outbound, int Answered, int Missed, long TalkSeconds);
}
