using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Insights;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Analytics;

/// <summary>Reads the figures of the current day for the live page and the shell, from the calls of two days only.</summary>
public sealed class TodayQueries(
    IDbContextFactory<ReadModelContext> contexts, IDbContextFactory<PrimaryContext> primaries, BusinessCalendar calendar, PhoneBook phones, TimeProvider time)
{
    /// <summary>Figures of the current day so far.</summary>
    /// <param name="account">Only those of this Superfone number, in any written form.</param>
    /// <param name="cancellation">Stops the query.</param>
    public Task<CallTotals> TodayAsync(string? account, CancellationToken cancellation = default)
    {
        var today = calendar.DayOf(time.GetUtcNow().UtcDateTime);
        return SumAsync(calendar.StartOfUtc(today), calendar.StartOfUtc(today.AddDays(1)), account, cancellation);
    }

    /// <summary>Figures of the same weekday a week ago, up to the present time of day on the business's clock.</summary>
    /// <param name="account">Only those of this Superfone number, in any written form.</param>
    /// <param name="cancellation">Stops the query.</param>
    public Task<CallTotals> LastWeekAsync(string? account, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var begin = calendar.StartOfUtc(calendar.DayOf(now).AddDays(-7));
        return SumAsync(begin, begin + (now - calendar.StartOfUtc(calendar.DayOf(now))), account, cancellation);
    }

    /// <summary>When the last delivery was received, UTC; <see langword="null"/> if there is none.</summary>
    public async Task<DateTime?> LastReceivedAsync(CancellationToken cancellation = default)
    {
        await using var primary = await primaries.CreateDbContextAsync(cancellation);
        return await primary.Deliveries.OrderByDescending(delivery => delivery.Id)
            .Select(delivery => (DateTime?)delivery.ReceivedUtc).FirstOrDefaultAsync(cancellation);
    }

    private async Task<CallTotals> SumAsync(DateTime from, DateTime to, string? account, CancellationToken cancellation)
    {
        await using var readModel = await contexts.CreateDbContextAsync(cancellation);
        var calls = await readModel.Calls.AsNoTracking()
            .ApplyFilterAsync(readModel, new CallFilter { From = from, To = to, Account = account }, phones, cancellation);
        return await calls.GroupBy(call => 1)
            .Select(group => new CallTotals(
                group.Count(),
                group.Count(call => call.Outcome == Outcome.Answered),
                group.Count(call => call.Missed),
                group.Sum(call => call.Outcome == Outcome.Answered ? (long?)call.DurationSeconds : null) ?? 0))
            .FirstOrDefaultAsync(cancellation) ?? CallTotals.None;
    }
}
