using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Primitives;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.QueryStrings;

namespace Superfone.Dashboard.Exports;

/// <summary>Calls as an export, with the same texts as the pages.</summary>
internal sealed class CallExport(CallQueries calls, RangeQuery ranges, Display display, BusinessCalendar calendar, IStringLocalizer<Strings> text) : ListExport<NotedCall>
{
    /// <inheritdoc/>
    public override string Name => "calls";

    /// <inheritdoc/>
    public override string Title => text["Calls.Title"];

    /// <inheritdoc/>
    public override IReadOnlyList<ExportColumn<NotedCall>> Columns =>
    [
        .. OfCalls.Select(column => new ExportColumn<NotedCall>(column.Title, column.Width, row => column.ValueOf(row.Call))),
        new(text["Export.WorkNotes"], 60, row => ExportedNotes.Of(row.Notes, text)),
    ];

    private IReadOnlyList<ExportColumn<CallItem>> OfCalls =>
    [
        new(text["Export.Started"], 20, call => call.StartedUtc is { } started ? calendar.ToLocal(started) : null),
        new(text["Export.Direction"], 10, text.DirectionOf),
        new(text["Export.Result"], 22, display.ResultOf),
        new(text["Export.Missed"], 8, call => YesOrNo(call.Missed)),
        new(text["Export.Contact"], 24, call => call.Contact?.Name),
        new(text["Export.Business"], 24, call => call.Contact?.BusinessName),
        new(text["Export.Number"], 18, call => ExportedPhone.Of(display, call.Phone)),
        new(text["Export.Agent"], 20, call => call.Staff?.Name),
        new(text["Export.AgentNumber"], 18, call => ExportedPhone.Of(display, call.Staff?.Phone)),
        new(text["Export.SuperfoneNumber"], 18, call => ExportedPhone.Of(display, call.Account)),
        new(text["Export.Ringing"], 12, call => call.RingingSeconds),
        new(text["Export.TalkTime"], 12, call => call.DurationSeconds),
        new(text["Export.Labels"], 20, call => call.Contact is { Labels.Count: > 0 } contact ? string.Join(", ", contact.Labels.Select(label => label.Title)) : null),
        new(text["Export.Recording"], 10, call => YesOrNo(call.Recording is not null)),
        new(text["Export.Summary"], 60, call => call.Summary?.Text),
        new(text["Export.Insights"], 40, call => Insights(call.Summary)),
        new(text["Export.CdrId"], 16, call => call.CdrId),
        new(text["Export.CalledBack"], 20, call => call.Returned is { } returned ? calendar.ToLocal(returned.AtUtc) : null),
        new(text["Export.CalledBackBy"], 20, call => call.Returned?.Staff?.Name),
        new(text["Export.MissedReason"], 16, call => call.MissedReason is { } reason ? text.NameOf(reason) : null),
        new(text["Export.Tags"], 20, call => call.Tags.Count == 0 ? null : string.Join(", ", call.Tags)),
    ];

    /// <inheritdoc/>
    public override IAsyncEnumerable<NotedCall> Read(Visibility visibility, IReadOnlyDictionary<string, StringValues> query, ICollection<string> problems, CancellationToken cancellation)
    {
        var asked = CallQuery.Read(query, ranges);
        foreach (var problem in asked.Problems)
            problems.Add(problem);
        return calls.ReadAllAsync(visibility, asked.Filter, asked.Sort, cancellation);
    }

    private string YesOrNo(bool flag) => text[flag ? "Common.Yes" : "Common.No"];

    private string? Insights(CallSummary? summary) => summary is { Insights.Count: > 0 }
        ? string.Join("; ", summary.Insights.Select(insight => $"{text.InsightTitle(insight.Title)}: {insight.Value}"))
        : null;
}
