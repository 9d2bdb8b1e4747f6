using System.Globalization;
using Microsoft.Extensions.Localization;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.Analytics;
using Superfone.Dashboard.ReadModels.FollowUps;

namespace Superfone.Dashboard.Localization.Analytics;

/// <summary>The tables of callers, missed calls and call backs.</summary>
/// <param name="display">Numbers as text.</param>
/// <param name="text">The texts.</param>
internal sealed class CallerTables(Display display, IStringLocalizer<Strings> text)
{
    /// <summary>Who called on each day.</summary>
    public AnalyticsTable Callers(AnalyticsFigures figures, AnalyticsLinks links) => new(
        "callers", text["Analytics.Callers"], Columns("Heading.Day", "Heading.Unique", "Heading.New", "Heading.Returning", "Heading.Repeat"),
        [
            .. figures.Query.Filter.Days.Zip(figures.Callers.Days, (day, callers) => (IReadOnlyList<AnalyticsCell>)
                [
                    new(day, text.BriefDay(day)),
                    Number(callers.Unique, links.Callers(day)), Number(callers.New, links.Callers(day)), Number(callers.Returning, links.Callers(day)), Number(callers.Repeat, links.Callers(day)),
                ]),
        ]);

    /// <summary>Missed calls by hour and reason.</summary>
    public AnalyticsTable MissedHours(AnalyticsFigures figures)
    {
        var reasons = ReasonsIn(figures.MissedHours);
        return new(
            "missed-hours", text["Analytics.MissedHours"], [.. Columns("Heading.Hour", "Heading.Missed"), .. reasons.Select(reason => new AnalyticsColumn(text.NameOf(reason)))],
            [
                .. figures.MissedHours.Hours.Select(hour => (IReadOnlyList<AnalyticsCell>)
                    [HourCell(hour.Hour), Number(hour.Calls), .. reasons.Select(reason => Number(hour.ByReason.GetValueOrDefault(reason)))]),
            ]);
    }

    /// <summary>The reasons that some missed calls have.</summary>
    public static IReadOnlyList<MissedReason> ReasonsIn(MissedHours missed) =>
        [.. Enum.GetValues<MissedReason>().Where(reason => missed.Hours.Any(hour => hour.ByReason.ContainsKey(reason)))];

    /// <summary>How soon callers were called back, by the day on which they were missed.</summary>
    public AnalyticsTable ReturnDays(AnalyticsFigures figures, AnalyticsLinks links) => Returns(
        "return-days", text["Analytics.Returns.ByDay"], "Heading.Day", figures.Returns?.ByDay.Select(day => (new AnalyticsCell(day.Day, text.BriefDay(day.Day), links.Missed(day.Day)), day.Figures)));

    /// <summary>How soon callers were called back, by the hour in which they were missed.</summary>
    public AnalyticsTable ReturnHours(AnalyticsFigures figures) => Returns(
        "return-hours", text["Analytics.Returns.ByHour"], "Heading.Hour", figures.Returns?.ByHour.Select(hour => (HourCell(hour.Hour), hour.Figures)));

    /// <summary>How soon callers were called back, by the agent who did.</summary>
    public AnalyticsTable ReturnAgents(AnalyticsFigures figures) => Returns("return-agents", text["Analytics.Returns.ByAgent"], "Heading.Agent", figures.Returns?.ByAgent.Select(agent =>
    {
        var name = agent.Agent ?? (agent.Key is { } key ? display.Phone(key) : text["Common.NotKnown"].Value);
        return (new AnalyticsCell(name, name, agent.Key is { } known ? FollowUpText.ReturnedBy(known) : null), agent.Figures);
    }));

    private AnalyticsTable Returns(string name, string title, string first, IEnumerable<(AnalyticsCell First, ReturnFigures Figures)>? rows) => new(
        name, title, [.. Columns(first, "Heading.MissedCallers", "Heading.CalledBack", "Heading.InTarget"), new AnalyticsColumn(text["FollowUps.Stats.Median"]) { HoldsSeconds = true }],
        [
            .. (rows ?? []).Select(row => (IReadOnlyList<AnalyticsCell>)
                [
                    row.First, Number(row.Figures.Missed), Number(row.Figures.Returned),
                    new(row.Figures.InTarget.Value, text.Percent(row.Figures.InTarget)), new(row.Figures.MedianSeconds, text.Wait(row.Figures.MedianSeconds)),
                ]),
        ]);

    private IReadOnlyList<AnalyticsColumn> Columns(params IEnumerable<string> headings) => [.. headings.Select(heading => new AnalyticsColumn(text[heading]))];

    private AnalyticsCell HourCell(int hour) => new(hour.ToString("00", CultureInfo.InvariantCulture), text["Format.Hour", hour]);

    private static AnalyticsCell Number(long number, string? href = null) => new(number, Display.Number(number), number == 0 ? null : href);
}
