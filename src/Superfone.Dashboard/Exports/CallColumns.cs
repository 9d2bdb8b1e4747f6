using Superfone.Dashboard.Components.Text;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Calls;

namespace Superfone.Dashboard.Exports;

/// <summary>The columns of an export of calls, worded like the pages.</summary>
internal sealed class CallColumns(Display display, BusinessCalendar calendar)
{
    /// <summary>The columns, from left to right.</summary>
    public IReadOnlyList<ExportColumn<CallItem>> All { get; } =
    [
        new("Started", 20, call => call.StartedUtc is { } started ? calendar.ToLocal(started) : null),
        new("Direction", 10, CallText.DirectionOf),
        new("Result", 22, display.ResultOf),
        new("Missed", 8, call => YesOrNo(call.Missed)),
        new("Contact", 24, call => call.Contact?.Name),
        new("Business", 24, call => call.Contact?.BusinessName),
        new("Number", 18, call => PhoneOf(display, call.Phone)),
        new("Agent", 20, call => call.Staff?.Name),
        new("Agent's number", 18, call => PhoneOf(display, call.Staff?.Phone)),
        new("Superfone number", 18, call => PhoneOf(display, call.Account)),
        new("Ringing (seconds)", 12, call => call.RingingSeconds),
        new("Talk time (seconds)", 12, call => call.DurationSeconds),
        new("Labels", 20, call => call.Contact is { Labels.Count: > 0 } contact ? string.Join(", ", contact.Labels.Select(label => label.Title)) : null),
        new("Recording", 10, call => YesOrNo(call.Recording is not null)),
        new("Summary", 60, call => call.Summary?.Text),
        new("Insights", 40, call => Insights(call.Summary)),
        new("Call number at Superfone", 16, call => call.CdrId),
    ];

    private static string YesOrNo(bool flag) => flag ? "Yes" : "No";

    private static ExportedPhone? PhoneOf(Display display, string? number) =>
        string.IsNullOrWhiteSpace(number) ? null : new ExportedPhone(display.PhoneKey(number), display.Phone(number));

    private static string? Insights(CallSummary? summary) => summary is { Insights.Count: > 0 }
        ? string.Join("; ", summary.Insights.Select(insight => $"{insight.Title ?? "Insight"}: {insight.Value}"))
        : null;
}
