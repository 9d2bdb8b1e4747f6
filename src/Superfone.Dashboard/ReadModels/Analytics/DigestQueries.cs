using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Agents;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.ReadModels.Insights;

namespace Superfone.Dashboard.ReadModels.Analytics;

/// <summary>Reads the digest of a business day.</summary>
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
    public async Task<DayDigest> ReadAsync(Visibility visibility, DateOnly day, CancellationToken cancellation = default)
    {
        var (from, to) = (calendar.StartOfUtc(day), calendar.StartOfUtc(day.AddDays(1)));
        var comparison = Comparison.Of(
            new AnalyticsFilter(day, day), day.AddDays(-7), calendar.DayOf(time.GetUtcNow().UtcDateTime), await analytics.CoveredFromAsync(visibility, null, cancellation));
        return new DayDigest(
            await analytics.TotalsAsync(visibility, new AnalyticsFilter(day, day), cancellation),
            comparison is null ? null : await analytics.TotalsAsync(visibility, comparison.Than, cancellation),
            await callers.WaitingAsync(visibility, from, to, MostWaiting, cancellation),
            await callers.SlowestAsync(visibility, from, to, MostReturns, cancellation),
            await InsightsAsync(visibility, from, to, cancellation),
            await agents.ListAsync(visibility, new AnalyticsFilter(day, day), cancellation));
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
