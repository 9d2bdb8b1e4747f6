using Microsoft.AspNetCore.Components;
using Superfone.Dashboard.Components.Text;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.QueryStrings;
using Superfone.Dashboard.ReadModels.Search;

namespace Superfone.Dashboard.Components.Pages.Calls;

/// <summary>A call in columns, or in lines where there is no room for columns. A click opens the call; a click on a value opens its menu, see <see cref="CallValueMenu"/>.</summary>
/// <param name="display">Formats instants and numbers.</param>
public sealed partial class CallTableRow(Display display)
{
    private (CallItem?, CallColumnSet?, int, bool, WordSearch?, Excerpt?) _rendered;

    /// <summary>The call.</summary>
    [Parameter, EditorRequired]
    public required CallItem Call { get; set; }

    /// <summary>The columns to show.</summary>
    [Parameter, EditorRequired]
    public required CallColumnSet Columns { get; set; }

    /// <summary>Increases every minute, so that relative times stay current.</summary>
    [Parameter]
    public int Minute { get; set; }

    /// <summary>Whether the call is open beside the list.</summary>
    [Parameter]
    public bool IsOpen { get; set; }

    /// <summary>The words to highlight.</summary>
    [Parameter]
    public WordSearch Words { get; set; } = WordSearch.None;

    /// <summary>The sentence of the call that contains the words; <see langword="null"/> if there is none.</summary>
    [Parameter]
    public Excerpt? Excerpt { get; set; }

    private (CallItem?, CallColumnSet?, int, bool, WordSearch?, Excerpt?) Shown => (Call, Columns, Minute, IsOpen, Words, Excerpt);

    /// <inheritdoc/>
    // The list renders often; only changed rows need to.
    protected override bool ShouldRender() => _rendered != Shown;

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender) => _rendered = Shown;

    // Rendered as markup: as elements with attributes, fifty rows made up two thirds of what was sent for the page.
    private MarkupString Cells => Markup.Join(
    [
        Markup.Of($"<div class='call-cells'>"),
        Cell(CallColumn.Direction, call => Markup.Of($"<span>{Value("direction", QueryValues.TextOf(call.Direction), DirectionLabel.Of(call, display))}</span>")),
        Cell(CallColumn.Result, call => Markup.Of($"<span>{Value("disposition", call.Disposition, OutcomeLabel.Of(call, display), display.ResultOf(call))}</span>")),
        Cell(CallColumn.Agent, call => Text("staffPhone", call.Staff?.Phone, call.Staff?.Name ?? call.Staff?.Phone)),
        Cell(CallColumn.Account, call => Text("account", call.Account, call.Account is null ? null : display.Phone(call.Account))),
        Cell(CallColumn.Rang, call => Length("call-word", "Calls.Word.Rang", call.RingingSeconds)),
        Cell(CallColumn.Talked, call => Length("visually-hidden", "Calls.Word.Talked", call.Outcome == Outcome.Answered ? call.DurationSeconds : null)),
        Cell(CallColumn.Labels, call => Markup.Of($"<span class='call-labels'>{LabelsOf(call)}</span>")),
        Cell(CallColumn.Business, call => Markup.Of($"<span class='call-business'>{Name(call.Contact?.BusinessName)}</span>")),
        Markup.Of($"</div>"),
    ]);

    private MarkupString? Mark => Call.Mark is { } mark ? Markup.Of($"<span class='label label-mark'>{L.NameOf(mark)}</span>") : null;

    private MarkupString When => Markup.Of($"<span class='call-when'>{Instant.Ago(Call.StartedUtc, display)}</span>");

    private MarkupString? Summary => Columns.Has(CallColumn.Summary) && Call.Summary?.Text is { } summary
        ? Markup.Of($"<p class='call-summary'>{Marked(summary)}</p>")
        : null;

    // A call found by its number alone shows the number, if its row shows a name instead.
    private MarkupString? Found => Excerpt is { } excerpt ? Markup.Of($"<p class='call-found'>{Marked(excerpt.Text)}</p>")
        : Call.Contact?.Name is not null && Call.Phone is not null && Words.FindInName(display.Phone(Call.Phone)).Count > 0
            ? Markup.Of($"<p class='call-found'>{Name(display.Phone(Call.Phone))}</p>")
            : null;

    private MarkupString Marked(string text) => MarkedText.Of(text, Words.Find(text).Spans);

    private MarkupString Name(string? text) => text is null ? default : MarkedText.Of(text, Words.FindInName(text));

    private MarkupString Length(string style, string key, int? seconds) =>
        Markup.Of($"<span class='call-number {(seconds is null ? "call-none" : null)}'><span class='{style}'>{L[key]} </span>{(seconds is { } length ? L.Duration(length) : "–")}</span>");

    private MarkupString Cell(CallColumn column, Func<CallItem, MarkupString> write) => Columns.Has(column) ? write(Call) : default;

    private static MarkupString LabelsOf(CallItem call) => Markup.Join(
        (call.Contact?.Labels ?? []).Take(3).Select(label => Value("label", label.Title, Markup.Of($"<span class='label'>{label.Title}</span>")))
            .Concat(call.Tags.Take(3).Select(tag => Value("tag", tag, Markup.Of($"<span class='label label-tag'>{tag}</span>")))));

    private MarkupString Text(string name, string? value, string? text) =>
        Markup.Of($"<span class='call-text {(text is null ? "call-none" : null)}'>{Value(name, value, Markup.Of($"<span>{Name(text ?? "–")}</span>"))}</span>");

    // The name and value of the filter, in the form used in addresses. The menu names the value by its text unless another one is given.
    private static MarkupString Value(string name, string? value, MarkupString? shown, string? text = null) => value is null
        ? shown ?? default
        : Markup.Of($"<button type='button' class='call-value' tabindex='-1' aria-haspopup='menu' data-name='{name}' data-value='{value}'{Titled(text)}>{shown}</button>");

    private static MarkupString Titled(string? text) => text is null ? default : Markup.Of($" data-text='{text}'");
}
