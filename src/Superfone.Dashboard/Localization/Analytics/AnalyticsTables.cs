using Microsoft.Extensions.Localization;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.Analytics;
using Superfone.Dashboard.ReadModels.Contacts;

namespace Superfone.Dashboard.Localization.Analytics;

/// <summary>The figures as tables; every number links to the list behind it.</summary>
public sealed class AnalyticsTables(Display display, BusinessCalendar calendar, IStringLocalizer<Strings> text)
{
    /// <summary>The names of the tables in URLs.</summary>
    public static IReadOnlyList<string> Names { get; } = ["days", "hours", "agents", "results", "menu", "stages", "sources", "callers", "missed-hours", "return-hours", "return-days", "return-agents"];

    private readonly CallerTables _callers = new(display, text);

    private IEnumerable<AnalyticsColumn> CallColumns =>
    [
        .. Columns(Heading.Calls, Heading.Inbound, Heading.Outbound, Heading.Answered, Heading.Missed, Heading.AnswerRate),
        Seconds(Heading.Ringing), Seconds(Heading.Talk),
    ];

    /// <summary>The table of a view.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="figures">The figures.</param>
    public AnalyticsTable Of(string name, AnalyticsFigures figures)
    {
        var links = new AnalyticsLinks(figures.Query, calendar);
        return name switch
        {
            "days" => new(name, text["Analytics.Days"], [.. Columns(Heading.Day), .. CallColumns],
                [.. figures.Days.Select(row => Row(DayCell(row.Day), row.Figures, more => links.Calls(row.Day, more)))]),
            "hours" => new(name, text["Analytics.Hours"], [.. Columns(Heading.Weekday, Heading.Hour, Heading.Calls, Heading.Answered, Heading.Missed), Seconds(Heading.Talk)],
                [.. figures.Hours.Select(row => HourRow(row, figures.DaysWith(row.Weekday, row.Hour)))]),
            "agents" => new(name, text["Analytics.Agents"], [.. Columns(Heading.Agent), .. CallColumns],
                [.. figures.Staff.Select(row => Row(StaffCell(row, links), row.Figures, more => links.Calls([StaffFilter(row), .. more])))]),
            "results" => new(name, text["Analytics.Results"], [.. Columns(Heading.Result, Heading.Calls, Heading.Share), Seconds(Heading.Talk)],
                [.. figures.Dispositions.Select(row => DispositionRow(row, figures.Totals, links))]),
            "menu" => new(name, text["Analytics.Menu"], [.. Columns(Heading.Menu, Heading.Key, Heading.Calls, Heading.Answered, Heading.Missed)],
                [.. figures.IvrKeys.Select(row => IvrRow(row, links))]),
            "stages" => new(name, text["Analytics.Stages"], [.. Columns(Heading.Day), .. figures.Stages.Select(stage => new AnalyticsColumn(stage.Stage))],
                [.. figures.Query.Filter.Days.Select((day, index) => (IReadOnlyList<AnalyticsCell>)
                    [DayCell(day), .. figures.Stages.Select(stage => Number(stage.Standing[index], links.Contacts(stage.Stage, day)))])]),
            "sources" => new(name, text["Analytics.Sources"], [.. Columns(Heading.Source, Heading.NewContacts, Heading.Share)],
                [.. figures.Sources.Select(row => SourceRow(row, links, figures.Sources.Sum(source => source.Contacts)))]),
            "callers" => _callers.Callers(figures, links),
            "missed-hours" => _callers.MissedHours(figures),
            "return-hours" => _callers.ReturnHours(figures),
            "return-days" => _callers.ReturnDays(figures, links),
            "return-agents" => _callers.ReturnAgents(figures),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such table."),
        };
    }

    /// <summary>The totals of lead stages at the end of the range.</summary>
    public AnalyticsTable StageSums(AnalyticsFigures figures)
    {
        var links = new AnalyticsLinks(figures.Query, calendar);
        return new("stages", text["Analytics.StageSums"], [.. Columns(Heading.Stage, Heading.AtTheEnd, Heading.Entered, Heading.Left)],
            [.. figures.Stages.Select(stage => (IReadOnlyList<AnalyticsCell>)
                [
                    new(stage.Stage, stage.Stage),
                    Number(stage.Standing[^1], links.Contacts(stage.Stage, StageStep.Stood)),
                    Number(stage.Entered, links.Contacts(stage.Stage, StageStep.Entered)),
                    Number(stage.Left, links.Contacts(stage.Stage, StageStep.Left)),
                ])]);
    }

    private IEnumerable<AnalyticsColumn> Columns(params IEnumerable<Heading> headings) => headings.Select(heading => new AnalyticsColumn(text.NameOf(heading)));

    private AnalyticsColumn Seconds(Heading heading) => new(text.NameOf(heading)) { HoldsSeconds = true };

    private AnalyticsCell DayCell(DateOnly day) => new(day, text.BriefDay(day));

    private AnalyticsCell[] Row(AnalyticsCell first, CallFigures figures, Func<(string, string)[], string> calls) =>
    [
        first,
        Number(figures.Calls, calls([])),
        Number(figures.Inbound, calls([("direction", "inbound")])),
        Number(figures.Outbound, calls([("direction", "outbound")])),
        Number(figures.Answered, calls([("outcome", "answered")])),
        Number(figures.Missed, calls([("missed", "true"), .. AnalyticsLinks.CustomersIn(figures)])),
        Rate(figures.InboundAnswered, figures.Offered, calls([("direction", "inbound"), ("outcome", "answered"), .. AnalyticsLinks.CustomersIn(figures)])),
        new(figures.AverageRinging, Seconds(figures.AverageRinging), figures.Rung == 0 ? null : calls([("sort", "longestRinging")])),
        new(figures.TalkSeconds, Seconds(figures.TalkSeconds), figures.TalkSeconds == 0 ? null : calls([("outcome", "answered"), ("sort", "longestTalk")])),
    ];

    // Relative to an average day: the more days there are, the more calls they have.
    private IReadOnlyList<AnalyticsCell> HourRow(HourCalls row, int days) =>
    [
        new(DayText.Weekday(row.Weekday), DayText.Weekday(row.Weekday)), new(row.Hour, text["Format.Hour", row.Hour]),
        Average(row.Figures.Calls, days), Average(row.Figures.Answered, days), Average(row.Figures.Missed, days),
        new(row.Figures.TalkSeconds / days, Seconds(row.Figures.TalkSeconds / days)),
    ];

    private AnalyticsCell Average(long number, int days) => new(Math.Round((double)number / days, 1), text["Analytics.Hours.Average", (double)number / days]);

    private IReadOnlyList<AnalyticsCell> DispositionRow(DispositionCalls row, CallFigures totals, AnalyticsLinks links)
    {
        // A call without a disposition cannot be filtered by it.
        var href = row.Disposition is { } disposition ? links.Calls(("disposition", disposition)) : null;
        return
        [
            new(text.Disposition(row.Disposition), text.Disposition(row.Disposition)) { Outcome = Outcomes.Of(row.Disposition), Hint = row.Disposition },
            Number(row.Figures.Calls, href),
            Rate(row.Figures.Calls, totals.Calls, href),
            new(
                row.Figures.TalkSeconds, Seconds(row.Figures.TalkSeconds),
                row.Figures.TalkSeconds > 0 && row.Disposition is { } talked ? links.Calls(("disposition", talked), ("sort", "longestTalk")) : null),
        ];
    }

    private IReadOnlyList<AnalyticsCell> IvrRow(IvrKeyCalls row, AnalyticsLinks links) =>
    [
        new(row.Key.Menu, row.Key.Menu.Length == 0 ? text.NameOf(Heading.Menu) : row.Key.Menu),
        new(row.Key.Pressed, row.Key.Pressed.Length == 0 ? text["Analytics.NoKey"] : row.Key.Pressed),
        Number(row.Figures.Calls, links.Calls(("ivrKey", $"{row.Key}"))),
        Number(row.Figures.Answered, links.Calls(("ivrKey", $"{row.Key}"), ("outcome", "answered"))),
        Number(row.Figures.Missed, links.Calls([("ivrKey", $"{row.Key}"), ("missed", "true"), .. AnalyticsLinks.CustomersIn(row.Figures)])),
    ];

    private IReadOnlyList<AnalyticsCell> SourceRow(SourceFigures row, AnalyticsLinks links, long all) =>
    [
        new(row.Source, ContactText.OriginOf(row.Source) ?? text["Common.NotKnown"]), Number(row.Contacts, links.NewContacts(row.Source)), Rate(row.Contacts, all, links.NewContacts(row.Source)),
    ];

    private AnalyticsCell StaffCell(StaffCalls row, AnalyticsLinks links)
    {
        var (name, hasNumber) = (row.Name ?? display.Phone(row.Key), display.PhoneKey(row.Key) == row.Key);
        return new(name, name, hasNumber ? links.Agent(row.Key) : null) { Hint = hasNumber ? display.Phone(row.Key) : null };
    }

    // Agents without a number are found by name.
    private (string Name, string Value) StaffFilter(StaffCalls row) => display.PhoneKey(row.Key) == row.Key ? ("staffPhone", row.Key) : ("q", row.Key);

    private static AnalyticsCell Number(long number, string? href) => new(number, Display.Number(number), number == 0 ? null : href);

    private AnalyticsCell Rate(long part, long whole, string? href) =>
        new(whole == 0 ? null : Math.Round((double)part / whole, 4), part > 0 && part * 200 < whole ? text["Figure.UnderOnePercent"] : text.Percent(part, whole), part == 0 ? null : href);

    private string Seconds(long? seconds) => seconds is { } known and not 0 ? text.Duration(known) : text["Figure.None"];

    private enum Heading
    {
        Agent,
        AnswerRate,
        Answered,
        AtTheEnd,
        Calls,
        Day,
        Entered,
        Hour,
        Inbound,
        Key,
        Left,
        Menu,
        Missed,
        NewContacts,
        Outbound,
        Result,
        Ringing,
        Share,
        Source,
        Stage,
        Talk,
        Weekday,
    }
}
