using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Configuration.Hours;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Analytics;

/// <summary>Counts missed calls by hour and reason. Reasons follow from working hours as they are set now, so that they are not stored.</summary>
public sealed class MissedHourQueries(IDbContextFactory<ReadModelContext> contexts, PhoneBook phones, BusinessCalendar calendar, BusinessHours hours)
{
    /// <summary>The number of calls that are counted: the newest. Counting more would take too long.</summary>
    public const int MostCounted = 50_000;

    /// <summary>Counts the missed calls of the days of a filter. Marked numbers are left out.</summary>
    public async Task<MissedHours> ReadAsync(Visibility visibility, AnalyticsFilter filter, CancellationToken cancellation = default)
    {
        var (first, end) = (SortKey.First(calendar.StartOfUtc(filter.First)), SortKey.First(calendar.StartOfUtc(filter.Last.AddDays(1))));
        var account = phones.SoughtKey(filter.Account);
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var calls = await readModel.Calls.AsNoTracking()
            .Where(call => call.Missed && call.SortKey >= first && call.SortKey < end && call.Mark == null && (account == null || call.AccountKey == account))
            .OrderByDescending(call => call.SortKey)
            .Select(call => new { call.SortKey, call.Disposition, call.Outcome, call.StartedUtc, call.RingingSeconds })
            .Take(MostCounted + 1).ToListAsync(cancellation);
        var counted = calls.Take(MostCounted).Select(call =>
        {
            var local = calendar.ToLocal(SortKey.InstantOf(call.SortKey));
            return (local.Hour, Day: DateOnly.FromDateTime(local), Reason: hours.ReasonOf(call.Disposition, call.Outcome, call.StartedUtc, call.RingingSeconds));
        });
        return new MissedHours(
            [
                .. counted.GroupBy(call => call.Hour).OrderBy(hour => hour.Key).Select(hour => new MissedHour(
                    hour.Key,
                    hour.CountBy(call => call.Reason).ToDictionary(),
                    [.. hour.CountBy(call => call.Day).Select(day => (day.Key, day.Value))])),
            ],
            calls.Count > MostCounted ? SortKey.InstantOf(calls[MostCounted - 1].SortKey) : null);
    }
}
