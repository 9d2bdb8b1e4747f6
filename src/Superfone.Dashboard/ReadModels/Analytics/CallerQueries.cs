using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;
using Superfone.Events;
using CultureInfo = System.Globalization.CultureInfo;

namespace Superfone.Dashboard.ReadModels.Analytics;

/// <summary>
/// Counts customers who called. Those of the whole business come from the tallies that projection maintains; of one Superfone number, and
/// for readers who do not see all calls, the calls themselves are read.
/// </summary>
public sealed class CallerQueries(IDbContextFactory<ReadModelContext> contexts, PhoneBook phones, BusinessCalendar calendar)
{
    // The offset of every time zone is a multiple of 15 minutes, so that each such interval is within one day in every zone.
    private static readonly long Quarter = SortKey.First(DateTime.UnixEpoch.AddMinutes(15));

    /// <summary>The customers who called on the days of a filter.</summary>
    public async Task<CallersByDay> ReadAsync(Visibility visibility, AnalyticsFilter filter, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var (first, last) = (filter.First.DayNumber, filter.Last.DayNumber);
        var counts = filter.Account is null && !visibility.LimitsRows
            ? (await readModel.Tallies.AsNoTracking()
                .Where(row => (row.Kind == TallyKind.Caller || row.Kind == TallyKind.NewCaller || row.Kind == TallyKind.RepeatCaller) && row.Day >= first && row.Day <= last)
                .ToListAsync(cancellation)).Select(row => new Counted(row.Kind, row.Day, DayOf(row.Key), row.Count)).ToList()
            : await CountAsync(readModel, filter, cancellation);
        var byDay = counts.ToLookup(count => count.Day);
        return new CallersByDay(
            FiguresOf(counts, first),
            [.. filter.Days.Select(day => FiguresOf(byDay[day.DayNumber], day.DayNumber))]);
    }

    // Whoever called before on one of the days is counted there.
    private static CallerFigures FiguresOf(IEnumerable<Counted> counts, int first)
    {
        var (unique, fresh, repeat) = (0L, 0L, 0L);
        foreach (var count in counts)
        {
            unique += count.Kind == TallyKind.Caller && !(count.Before >= first) ? count.Count : 0;
            fresh += count.Kind == TallyKind.NewCaller && count.Before >= first ? count.Count : 0;
            repeat += count.Kind == TallyKind.RepeatCaller ? count.Count : 0;
        }

        return new CallerFigures(unique, fresh, repeat);
    }

    private async Task<List<Counted>> CountAsync(ReadModelContext readModel, AnalyticsFilter filter, CancellationToken cancellation)
    {
        var (from, end) = (SortKey.First(calendar.StartOfUtc(filter.First)), SortKey.First(calendar.StartOfUtc(filter.Last.AddDays(1))));
        var account = phones.SoughtKey(filter.Account);
        var calls = await readModel.Calls
            .Where(call => call.SortKey >= from && call.SortKey < end && call.Direction == CallDirection.Inbound && call.PhoneKey != null && call.Mark == null
                && (account == null || call.AccountKey == account))
            .GroupBy(call => new { call.PhoneKey, Quarter = call.SortKey / Quarter })
            .Select(group => new { group.Key.PhoneKey, group.Key.Quarter, Calls = group.Count() })
            .ToListAsync(cancellation);
        var numbers = calls.Select(call => call.PhoneKey).Distinct().ToList();
        var known = await readModel.Calls.Where(call => EF.Parameter(numbers).Contains(call.PhoneKey)).GroupBy(call => call.PhoneKey)
            .Select(group => new { group.Key, First = group.Min(call => call.SortKey) }).ToDictionaryAsync(row => row.Key!, row => DayOf(row.First), cancellation);

        List<Counted> counts = [];
        foreach (var caller in calls.GroupBy(call => call.PhoneKey!))
        {
            int? before = null;
            foreach (var day in caller.GroupBy(call => DayOf(call.Quarter * Quarter)).OrderBy(day => day.Key))
            {
                counts.Add(new Counted(TallyKind.Caller, day.Key, before, 1));
                if (before is null)
                    counts.Add(new Counted(TallyKind.NewCaller, day.Key, known[caller.Key], 1));
                if (day.Sum(call => call.Calls) > 1)
                    counts.Add(new Counted(TallyKind.RepeatCaller, day.Key, null, 1));
                before = day.Key;
            }
        }

        return counts;
    }

    private int DayOf(long sortKey) => calendar.DayOf(SortKey.InstantOf(sortKey)).DayNumber;

    private static int? DayOf(string key) => key.Length == 0 ? null : int.Parse(key, CultureInfo.InvariantCulture);

    private readonly record struct Counted(TallyKind Kind, int Day, int? Before, long Count);
}
