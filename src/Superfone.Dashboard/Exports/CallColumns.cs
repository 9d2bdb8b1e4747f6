using Microsoft.Extensions.Localization;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Calls;

namespace Superfone.Dashboard.Exports;

/// <summary>The columns of an export of calls, worded like the pages.</summary>
internal sealed class CallColumns(Display display, BusinessCalendar calendar, IStringLocalizer<Strings> text)
{
    /// <summary>What the list is called.</summary>
    public string Title => text["Calls.Title"];

    /// <summary>The columns, from left to right.</summary>
    public IReadOnlyList<ExportColumn<CallItem>> All =>
    [
        new(text["Export.Started"], 20, call => call.StartedUtc is { } started ? calendar.ToLocal(started) : null),
        new(text["Export.Direction"], 10, text.DirectionOf),
        new(text["Export.Result"], 22, display.ResultOf),
        new(text["Export.Missed"], 8, call => YesOrNo(call.Missed)),
        new(text["Export.Contact"], 24, call => call.Contact?.Name),
        new(text["Export.Business"], 24, call => call.Contact?.BusinessName),
        new(text["Export.Number"], 18, call => PhoneOf(display, call.Phone)),
        new(text["Export.Agent"], 20, call => call.Staff?.Name),
        new(text["Export.AgentNumber"], 18, call => PhoneOf(display, call.Staff?.Phone)),
        new(text["Export.SuperfoneNumber"], 18, call => PhoneOf(display, call.Account)),
        new(text["Export.Ringing"], 12, call => call.RingingSeconds),
        new(text["Export.TalkTime"], 12, call => call.DurationSeconds),
        new(text["Export.Labels"], 20, call => call.Contact is { Labels.Count: > 0 } contact ? string.Join(", ", contact.Labels.Select(label => label.Title)) : null),
        new(text["Export.Recording"], 10, call => YesOrNo(call.Recording is not null)),
        new(text["Export.Summary"], 60, call => call.Summary?.Text),
        new(text["Export.Insights"], 40, call => Insights(call.Summary)),
        new(text["Export.CdrId"], 16, call => call.CdrId),
    ];

    private string YesOrNo(bool flag) => text[flag ? "Common.Yes" : "Common.No"];

    private static ExportedPhone? PhoneOf(Display display, string? number) =>
        string.IsNullOrWhiteSpace(number) ? null : new ExportedPhone(display.PhoneKey(number), display.Phone(number));

    private string? Insights(CallSummary? summary) => summary is { Insights.Count: > 0 }
        ? string.Join("; ", summary.Insights.Select(insight => $"{insight.Title ?? text["Insight.NoTitle"]}: {insight.Value}"))
        : null;
}
