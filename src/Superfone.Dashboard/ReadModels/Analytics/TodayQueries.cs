using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Analytics;

/// <summary>Reads the figures of the current day for the live page and the shell, from the calls of two days only.</summary>
public sealed class TodayQueries(
    IDbContextFactory<ReadModelContext> contexts,
    IDbContextFactory<PrimaryContext> primaries,
    AnalyticsQueries analytics,
    BusinessCalendar calendar,
    PhoneBook phones,
    TimeProvider time)
{
    /// <summary>Figures of the current day so far.</summary>
    /// <param name="account">Only those of this Superfone number, in any written form.</param>
    /// <param name="cancellation">Stops the query.</param>
    public Task<CallFigures> TodayAsync(string? account, CancellationToken cancellation = default)
    {
        var today = calendar.DayOf(time.GetUtcNow().UtcDateTime);
        return SumAsync(calendar.StartOfUtc(today), calendar.StartOfUtc(today.AddDays(1)), account, cancellation);
    }

    /// <summary>Figures of the same weekday a week ago, up to the current time of day on the business's clock.</summary>
    /// <param name="account">Only those of this Superfone number, in any written form.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <returns>The figures; <see langword="null"/> if that day is not covered, see <see cref="AnalyticsQueries.CoveredFromAsync"/>.</returns>
    public async Task<CallFigures?> LastWeekAsync(string? account, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var (today, day) = (calendar.DayOf(now), calendar.DayOf(now).AddDays(-7));
        if (!(await analytics.CoveredFromAsync(account, cancellation) <= day))
            return null;
        var begin = calendar.StartOfUtc(day);
        return await SumAsync(begin, begin + (now - calendar.StartOfUtc(today)), account, cancellation);
    }

    /// <summary>The time at which the last delivery was received, UTC; <see langword="null"/> if there is none. The dashboard's own test does not count.</summary>
    public async Task<DateTime?> LastReceivedAsync(CancellationToken cancellation = default)
    {
        await using var primary = await primaries.CreateDbContextAsync(cancellation);
        return await primary.Deliveries.Where(delivery => delivery.Event != TestDelivery.Event).OrderByDescending(delivery => delivery.Id)
            .Select(delivery => (DateTime?)delivery.ReceivedUtc).FirstOrDefaultAsync(cancellation);
    }

    private async Task<CallFigures> SumAsync(DateTime from, DateTime to, string? account, CancellationToken cancellation)
    {
        var (first, end, key) = (CallSpan.KeyOf(from), CallSpan.KeyOf(to), phones.SoughtKey(account));
        await using var readModel = await contexts.CreateDbContextAsync(cancellation);
        return await readModel.Database.SqlQueryRaw<CallFigures>(
            $"SELECT {CallFigureSums.Columns} FROM Calls WHERE SortKey >= {{0}} AND SortKey < {{1}} AND ({{2}} IS NULL OR AccountKey = {{2}})",
            first, end, key is null ? DBNull.Value : key).SingleAsync(cancellation);
    }
}
