using System.ComponentModel;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Domain.Summaries;
using Superfone.Dashboard.ReadModels.Analytics;
using Superfone.Dashboard.ReadModels.Insights;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Events;

namespace Superfone.Dashboard.Api.Mcp;

/// <summary>Tools about figures, and about what is said in many calls.</summary>
internal sealed class FigureTools(
    StatsQueries stats, InsightQueries insights, ReadLog reads, ToolCaller caller, IOptionsMonitor<DisplayOptions> display, TimeProvider time)
{
    private const int MostTitles = 30;
    private const int MostValues = 60;

    [McpServerTool(Name = "describe_dashboard", Title = "About this dashboard", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false)]
    [Description("The present time, the business's time zone, and what your token may see. Ask this first.")]
    public DashboardAnswer Describe()
    {
        var actor = caller.Require(Permission.Read);
        var (now, zone) = (time.GetUtcNow(), display.CurrentValue.TimeZone);
        return new DashboardAnswer(
            now.UtcDateTime, TimeZoneInfo.ConvertTime(now, zone), zone.Id, display.CurrentValue.PhoneRegion, actor.Visibility.Accounts, actor.Visibility.MasksNumbers, actor.May(Permission.SeeAnalytics));
    }

    [McpServerTool(Name = "get_stats", Title = "Figures of a span of time", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false)]
    [Description("Figures of the calls in a span of time: how many, answered, missed, talk time, answer rate, how soon missed callers were called back, by hour of the day, by agent and by disposition.")]
    public async Task<CallStats> StatsAsync(
        [Description($"Calls that started at this instant or later ({ToolArguments.InstantForm}).")] string? from = null,
        [Description("Calls that started before this instant.")] string? to = null,
        CancellationToken cancellation = default)
    {
        var actor = caller.Require(Permission.SeeAnalytics);
        return await stats.ReadAsync(actor.Visibility, ToolArguments.Instant(from), ToolArguments.Instant(to), cancellation);
    }

    [McpServerTool(Name = "count_insights", Title = "What calls are about", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false)]
    [Description("What the AI found in the calls of a span of time: the titles of insights, such as a request or a sentiment, with the number of calls, and the values that several calls share.")]
    public async Task<InsightCounts> CountAsync(
        [Description($"Of calls that started at this instant or later ({ToolArguments.InstantForm}).")] string? from = null,
        [Description("Of calls that started before this instant.")] string? to = null,
        [Description("Of calls through this Superfone number, in any written form.")] string? account = null,
        CancellationToken cancellation = default)
    {
        var actor = caller.Require(Permission.Read);
        var filter = new InsightFilter
        {
            From = ToolArguments.Instant(from),
            To = ToolArguments.Instant(to),
            Account = ToolArguments.Text(account),
        };
        var counts = await insights.CountTitlesAsync(actor.Visibility, filter, cancellation);
        return counts with { Titles = [.. counts.Titles.Take(MostTitles)], Values = [.. counts.Values.Take(MostValues)] };
    }

    [McpServerTool(Name = "search_insights", Title = "Search insights", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false)]
    [Description("Calls with the insights that the AI found in them, newest first, by title, value or words.")]
    public async Task<Page<InsightAnswer>> SearchAsync(
        [Description("The title of the insights, as count_insights has it.")] string? title = null,
        [Description("One value of that title.")] string? value = null,
        [Description("Words to find in the insights.")] string? words = null,
        [Description($"Of calls that started at this instant or later ({ToolArguments.InstantForm}).")] string? from = null,
        [Description("Of calls that started before this instant.")] string? to = null,
        [Description("Whether only callers are listed who asked for a call back and to whom nobody has talked since.")] bool openCallbacks = false,
        [Description(ToolArguments.LimitMeaning)] int limit = ToolArguments.DefaultItems,
        [Description(ToolArguments.CursorMeaning)] string? cursor = null,
        CancellationToken cancellation = default)
    {
        var actor = caller.Require(Permission.Read);
        var filter = new InsightFilter
        {
            TitleKey = ToolArguments.Text(title) is { } named ? InsightTitle.KeyOf(named) : null,
            Value = ToolArguments.Text(value),
            Q = ToolArguments.Words(words),
            From = ToolArguments.Instant(from),
            To = ToolArguments.Instant(to),
            OpenCallbacks = openCallbacks ? true : null,
        };
        var page = await insights.ListAsync(actor.Visibility, filter, ToolArguments.Text(cursor), ToolArguments.Limit(limit), cancellation);
        await reads.ListAsync(actor, "insights");
        return new Page<InsightAnswer>([.. page.Items.Select(item => new InsightAnswer(CallBrief.Of(item.Call), item.Insights))], page.NextCursor);
    }
}

/// <summary>What an assistant must know to ask well.</summary>
/// <param name="NowUtc">The present time, UTC.</param>
/// <param name="LocalTime">The same in the business's time zone.</param>
/// <param name="TimeZone">That time zone: an IANA name.</param>
/// <param name="PhoneRegion">The region of numbers without a country code.</param>
/// <param name="Accounts">The Superfone numbers whose calls the token may see; <see langword="null"/> for all.</param>
/// <param name="MasksNumbers">Whether customers' numbers are masked.</param>
/// <param name="MayReadStats">Whether the token may read figures.</param>
internal sealed record DashboardAnswer(
    DateTime NowUtc, DateTimeOffset LocalTime, string TimeZone, string PhoneRegion, IReadOnlyList<string>? Accounts, bool MasksNumbers, bool MayReadStats);

/// <summary>A call with its insights.</summary>
/// <param name="Call">The call.</param>
/// <param name="Insights">Its insights.</param>
internal sealed record InsightAnswer(CallBrief Call, IReadOnlyList<Insight> Insights);
