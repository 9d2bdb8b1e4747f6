using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.ReadModels.Analytics;

/// <summary>
/// Counts customers who called. Those of the whole business come from the tallies that projection maintains; of one Superfone number, and
/// for readers who do not see all calls, the calls themselves are counted. Either way the database returns one row for each day.
/// </summary>
public sealed class CallerQueries(IDbContextFactory<ReadModelContext> contexts, PhoneBook phones, BusinessCalendar calendar)
{
    /// <summary>The customers who called on the days of a filter.</summary>
    public async Task<CallersByDay> ReadAsync(Visibility visibility, AnalyticsFilter filter, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var rows = filter.Account is null && !visibility.LimitsRows ? OfTallies(readModel, filter) : OfCalls(readModel, filter);
        var byDay = await rows.ToDictionaryAsync(row => row.Day, cancellation);
        return new CallersByDay(
            new CallerFigures(byDay.Values.Sum(row => row.UniqueOfSpan), byDay.Values.Sum(row => row.NewOfSpan), byDay.Values.Sum(row => row.Repeat)),
            [.. filter.Days.Select(day => byDay.TryGetValue(day.DayNumber, out var row) ? new CallerFigures(row.Unique, row.New, row.Repeat) : CallerFigures.None)]);
    }

    // The key is the day before on which they called. Whoever called before on one of the days is counted there.
    private static IQueryable<DayRow> OfTallies(ReadModelContext readModel, AnalyticsFilter filter)
    {
        var (first, last) = (filter.First.DayNumber, filter.Last.DayNumber);
        var (caller, fresh, repeat) = ((int)TallyKind.Caller, (int)TallyKind.NewCaller, (int)TallyKind.RepeatCaller);
        return readModel.Database.SqlQuery<DayRow>(
            $"""
            SELECT Day,
                SUM((Kind = {caller}) * Count) AS "Unique",
                SUM((Kind = {caller} AND (Key = '' OR CAST(Key AS INTEGER) < {first})) * Count) AS UniqueOfSpan,
                SUM((Kind = {fresh} AND Key <> '' AND CAST(Key AS INTEGER) >= Day) * Count) AS "New",
                SUM((Kind = {fresh} AND Key <> '' AND CAST(Key AS INTEGER) >= {first}) * Count) AS NewOfSpan,
                SUM((Kind = {repeat}) * Count) AS Repeat
            FROM Tallies WHERE Kind IN ({caller}, {fresh}, {repeat}) AND Day BETWEEN {first} AND {last} GROUP BY Day
            """);
    }

    private IQueryable<DayRow> OfCalls(ReadModelContext readModel, AnalyticsFilter filter)
    {
        var account = phones.SoughtKey(filter.Account);
        var first = KeyOf(filter.First);
        var days = JsonSerializer.Serialize(filter.Days.Select(day => new[] { day.DayNumber, KeyOf(day), KeyOf(day.AddDays(1)) }));
        return readModel.Database.SqlQueryRaw<DayRow>(Statement(account is null ? "" : "AND Calls.AccountKey = {2}"), account is null ? [days, first] : [days, first, account]);
    }

    private static string Statement(string account) =>
        $$"""
        WITH Days AS (SELECT value ->> 0 AS Day, value ->> 1 AS First, value ->> 2 AS Next FROM json_each({0})),
        OfDay AS (
            SELECT Calls.PhoneKey, Days.Day, Days.First, COUNT(*) AS Calls FROM Days CROSS JOIN Calls ON Calls.SortKey >= Days.First AND Calls.SortKey < Days.Next
            WHERE Calls.Direction = 0 AND Calls.PhoneKey IS NOT NULL AND Calls.Mark IS NULL {{account}} GROUP BY Calls.PhoneKey, Days.Day),
        Callers AS (SELECT *, LAG(Day) OVER (PARTITION BY PhoneKey ORDER BY Day) IS NULL AS IsFirst FROM OfDay)
        SELECT Day,
            COUNT(*) AS "Unique",
            SUM(IsFirst) AS UniqueOfSpan,
            SUM(IsFirst AND NOT EXISTS (SELECT 1 FROM Calls WHERE Calls.PhoneKey = Callers.PhoneKey AND Calls.SortKey < Callers.First)) AS "New",
            SUM(IsFirst AND NOT EXISTS (SELECT 1 FROM Calls WHERE Calls.PhoneKey = Callers.PhoneKey AND Calls.SortKey < {1})) AS NewOfSpan,
            SUM(Calls > 1) AS Repeat
        FROM Callers GROUP BY Day
        """;

    private long KeyOf(DateOnly day) => SortKey.First(calendar.StartOfUtc(day));

    // "OfSpan" counts each caller once, on the first of the days on which they called.
    private sealed record DayRow(int Day, long Unique, long UniqueOfSpan, long New, long NewOfSpan, long Repeat);
}
