using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.ReadModels.Analytics;

/// <summary>
/// Reads figures of calls by day, from counts that projection maintains, so that the cost does not depend on the number of calls.
/// </summary>
public sealed class AnalyticsQueries(IDbContextFactory<ReadModelContext> contexts, PhoneBook phones)
{
    private const string Names = """
        SELECT json_each.value AS "Key", COALESCE(
            (SELECT Name FROM StaffMembers WHERE StaffMembers."Key" = json_each.value),
            (SELECT StaffName FROM Calls WHERE StaffKey = json_each.value ORDER BY SortKey DESC LIMIT 1)) AS Name
        FROM json_each({0})
        """;

    /// <summary>The totals of all calls.</summary>
    public async Task<CallFigures> TotalsAsync(AnalyticsFilter filter, CancellationToken cancellation = default) =>
        (await SumAsync(filter, CallCountKind.Day, row => row.Kind, cancellation)).Select(sums => sums.Figures).SingleOrDefault(CallFigures.None);

    /// <summary>
    /// The first business day from which all calls are known: the day after that of the earliest call, because calls may be missing earlier
    /// on that day. A comparison with that day would be one with a part of it.
    /// </summary>
    /// <param name="account">Only calls through this Superfone number, in any written form.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <returns>The day; <see langword="null"/> if there are no calls.</returns>
    public async Task<DateOnly?> CoveredFromAsync(string? account, CancellationToken cancellation = default)
    {
        var key = phones.SoughtKey(account);
        await using var readModel = await contexts.CreateDbContextAsync(cancellation);
        var first = await readModel.CallCounts.Where(row => row.Kind == CallCountKind.Day && (key == null || row.AccountKey == key))
            .MinAsync(row => (int?)row.Day, cancellation);
        return first is { } day ? DateOnly.FromDayNumber(day).AddDays(1) : null;
    }

    /// <summary>The calls of each day, in order, including days without calls.</summary>
    public async Task<IReadOnlyList<DayCalls>> DaysAsync(AnalyticsFilter filter, CancellationToken cancellation = default) =>
        EachDay(filter, await SumAsync(filter, CallCountKind.Day, row => row.Day, cancellation));

    /// <summary>The calls of each hour of each day of the week, Monday first; hours without calls are left out.</summary>
    public async Task<IReadOnlyList<HourCalls>> HoursAsync(AnalyticsFilter filter, CancellationToken cancellation = default)
    {
        // Day number 0 was a Monday.
        var sums = await SumAsync(filter, CallCountKind.Hour, row => new { Weekday = row.Day % 7, Hour = row.Key }, cancellation);
        return [.. sums.OrderBy(row => row.Key.Weekday).ThenBy(row => row.Key.Hour, StringComparer.Ordinal)
            .Select(row => new HourCalls((DayOfWeek)((row.Key.Weekday + 1) % 7), int.Parse(row.Key.Hour, CultureInfo.InvariantCulture), row.Figures))];
    }

    /// <summary>The days on which calls started in one hour of one day of the week, latest first.</summary>
    public async Task<IReadOnlyList<DayCalls>> HourDaysAsync(
        AnalyticsFilter filter, DayOfWeek weekday, int hour, CancellationToken cancellation = default)
    {
        var (remainder, key) = (((int)weekday + 6) % 7, hour.ToString("00", CultureInfo.InvariantCulture));
        var sums = await SumAsync(filter, CallCountKind.Hour, row => row.Day, cancellation, row => row.Key == key && row.Day % 7 == remainder);
        return [.. sums.OrderByDescending(row => row.Key).Select(row => new DayCalls(DateOnly.FromDayNumber(row.Key), row.Figures))];
    }

    /// <summary>The calls of each agent, most calls first.</summary>
    public async Task<IReadOnlyList<StaffCalls>> StaffAsync(AnalyticsFilter filter, CancellationToken cancellation = default)
    {
        var sums = MostFirst(await SumAsync(filter, CallCountKind.Staff, row => row.Key, cancellation));
        var names = await NamesOfAsync(sums.Select(row => row.Key), cancellation);
        return [.. sums.Select(row => new StaffCalls(row.Key, names[row.Key], row.Figures))];
    }

    /// <summary>The calls of one agent on each day, in order, including days without calls.</summary>
    /// <param name="filter">The filter of days.</param>
    /// <param name="staff">The agent's number in any written form, or else their name.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<IReadOnlyList<DayCalls>> StaffDaysAsync(AnalyticsFilter filter, string staff, CancellationToken cancellation = default)
    {
        var key = phones.KeyOf(staff);
        return EachDay(filter, await SumAsync(
            filter, CallCountKind.Staff, row => row.Day, cancellation, row => row.Key == key || row.Key == staff));
    }

    /// <summary>The calls by disposition, the most frequent first.</summary>
    public async Task<IReadOnlyList<DispositionCalls>> DispositionsAsync(AnalyticsFilter filter, CancellationToken cancellation = default) =>
        [.. MostFirst(await SumAsync(filter, CallCountKind.Disposition, row => row.Key, cancellation))
            .Select(row => new DispositionCalls(row.Key.Length == 0 ? null : row.Key, row.Figures))];

    /// <summary>
    /// The calls by the key that the caller pressed in a menu, most calls first. A call with several menus counts for each.
    /// </summary>
    public async Task<IReadOnlyList<IvrKeyCalls>> IvrKeysAsync(AnalyticsFilter filter, CancellationToken cancellation = default) =>
        [.. MostFirst(await SumAsync(filter, CallCountKind.IvrKey, row => row.Key, cancellation))
            .Select(row => new IvrKeyCalls(IvrKey.Parse(row.Key), row.Figures))];

    /// <summary>The names of agents by key, from the staff directory or else the latest call of each.</summary>
    public async Task<IReadOnlyDictionary<string, string?>> NamesOfAsync(IEnumerable<string> keys, CancellationToken cancellation = default)
    {
        var asked = keys.Distinct().ToList();
        await using var readModel = await contexts.CreateDbContextAsync(cancellation);
        var names = await readModel.Database.SqlQueryRaw<Named>(Names, System.Text.Json.JsonSerializer.Serialize(asked)).ToListAsync(cancellation);

        // An agent without a number is identified by the name.
        return names.ToDictionary(row => row.Key, row => row.Name ?? (phones.KeyOf(row.Key) == row.Key ? null : row.Key), StringComparer.Ordinal);
    }

    private static IReadOnlyList<DayCalls> EachDay(AnalyticsFilter filter, List<CallFigureSum<int>> sums)
    {
        var byDay = sums.ToDictionary(row => row.Key, row => row.Figures);
        return [.. filter.Days.Select(day => new DayCalls(day, byDay.GetValueOrDefault(day.DayNumber, CallFigures.None)))];
    }

    private static List<CallFigureSum<string>> MostFirst(List<CallFigureSum<string>> sums) =>
        [.. sums.OrderByDescending(row => row.Figures.Calls).ThenBy(row => row.Key, StringComparer.Ordinal)];

    private async Task<List<CallFigureSum<TKey>>> SumAsync<TKey>(
        AnalyticsFilter filter, CallCountKind kind, Expression<Func<CallCount, TKey>> key, CancellationToken cancellation,
        Expression<Func<CallCount, bool>>? only = null)
    {
        var (first, last, account) = (filter.First.DayNumber, filter.Last.DayNumber, phones.SoughtKey(filter.Account));
        await using var readModel = await contexts.CreateDbContextAsync(cancellation);
        var rows = readModel.CallCounts.AsNoTracking().Where(row => row.Kind == kind && row.Day >= first && row.Day <= last);
        if (account is not null)
            rows = rows.Where(row => row.AccountKey == account);
        if (only is not null)
            rows = rows.Where(only);
        return await rows.SumBy(key).ToListAsync(cancellation);
    }

    private sealed record Named(string Key, string? Name);
}
