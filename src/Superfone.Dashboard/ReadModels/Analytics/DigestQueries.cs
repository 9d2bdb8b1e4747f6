using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Agents;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.ReadModels.Insights;

namespace Superfone.Dashboard.ReadModels.Analytics;

/// <summary>Reads the digest of a business day, or of several.</summary>
public sealed class DigestQueries(
    AnalyticsQueries analytics, AgentReportQueries agents, MissedCallerQueries callers, InsightQueries insights, BusinessCalendar calendar, TimeProvider time)
{
    /// <summary>The maximum number of waiting callers that are listed.</summary>
    public const int MostWaiting = 100;

    /// <summary>The maximum number of returned calls that are listed.</summary>
    public const int MostReturns = 5;

    /// <summary>The maximum number of insight titles that are listed.</summary>
    public const int MostInsights = 8;

    /// <summary>Reads a day.</summary>
    public Task<DayDigest> ReadAsync(Visibility visibility, DateOnly day, CancellationToken cancellation = default) => ReadAsync(visibility, day, day, cancellation);

    /// <summary>Reads the days of a week or less; they are compared with those of the week before.</summary>
    public async Task<DayDigest> ReadAsync(Visibility visibility, DateOnly first, DateOnly last, CancellationToken cancellation = default)
    {
        var (from, to) = (calendar.StartOfUtc(first), calendar.StartOfUtc(last.AddDays(1)));
        var days = new AnalyticsFilter(first, last);
        var comparison = Comparison.Of(days, first.AddDays(-7), calendar.DayOf(time.GetUtcNow().UtcDateTime), await analytics.CoveredFromAsync(visibility, null, cancellation));
        return new DayDigest(
            await analytics.TotalsAsync(visibility, days, cancellation),
            comparison is null ? null : await analytics.TotalsAsync(visibility, comparison.Than, cancellation),
            await callers.WaitingAsync(visibility, from, to, MostWaiting, cancellation),
            await callers.SlowestAsync(visibility, from, to, MostReturns, cancellation),
            await InsightsAsync(visibility, from, to, cancellation),
            await agents.ListAsync(visibility, days, cancellation));
    }

    private async Task<IReadOnlyList<DigestInsight>> InsightsAsync(Visibility visibility, DateTime from, DateTime to, CancellationToken cancellation)
    {
        List<DigestInsight> found = [];
        var counts = await insights.CountTitlesAsync(visibility, new InsightFilter { From = from, To = to }, cancellation);
        foreach (var count in counts.Titles.Take(MostInsights))
        {
            var latest = await insights.ListAsync(visibility, new InsightFilter { From = from, To = to, TitleKey = count.Key }, null, 1, cancellation);
            if (latest.Items is [{ Insights: [var insight, ..] } item])
                found.Add(new DigestInsight(count, item.Call.CdrId, insight.Value ?? "", [.. counts.Values.Where(value => value.TitleKey == count.Key)]));
        }

        return found;
    }
}
