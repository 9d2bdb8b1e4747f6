using System.Globalization;
using Microsoft.AspNetCore.Components;
using Superfone.Dashboard.Components.Controls;
using Superfone.Dashboard.Components.Player;
using Superfone.Dashboard.Components.Text;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Calls;

namespace Superfone.Dashboard.Components.Lists;

/// <summary>
/// What a row says of a call, put into words and HTML once for all pages that show it; see <see cref="CallLines"/>. Of the many calls
/// of a burst only those that are shown are put into words at all.
/// </summary>
/// <param name="call">The call.</param>
/// <param name="display">Writes instants and numbers.</param>
public sealed class CallLine(CallItem call, Display display)
{
    /// <summary>The language that it is written in.</summary>
    public CultureInfo Culture { get; } = CultureInfo.CurrentUICulture;

    // Read and written by all pages at once without a lock: references, for a value of several words could be read half written.
    private string? _labels;
    private Worded? _facts;
    private Worded? _when;

    /// <summary>The call.</summary>
    public CallItem Call => call;

    /// <summary>Its key, as an attribute bears it.</summary>
    public string Key => field ??= call.CdrId.ToString(CultureInfo.InvariantCulture);

    /// <summary>Address of its page.</summary>
    public string Href => field ??= $"/calls/{call.CdrId}";

    /// <summary>Whom it was with.</summary>
    public string Name => field ??= display.NameOf(call);

    /// <summary>Why the number is not a customer's, and labels of the contact, not all where there are many.</summary>
    public MarkupString Labels => new(_labels ??= Markup.Join(
        (call.Contact?.Labels ?? []).Take(2).Select(label => Markup.Of($"<span class='label'>{label.Title}</span>")).Prepend(MarkOf(call))).Value);

    /// <summary>The icon of what became of it.</summary>
    public MarkupString Icon => OutcomeIcon.Of(call, display);

    /// <summary>What became of it, as it shows now.</summary>
    public Outcome Outcome => display.OutcomeOf(call);

    /// <summary>What became of it, who handled it, how long it took, and what was said.</summary>
    public MarkupString Facts
    {
        get
        {
            var (facts, outcome) = (_facts, Outcome);
            if (facts?.Of != (long)outcome)
                _facts = facts = new Worded((long)outcome, WordFacts());
            return facts.Text;
        }
    }

    /// <summary>What there is of an answered call besides its facts.</summary>
    public RenderFragment? Media => CallMedia.Of(call, display);

    /// <summary>The link to call back who was missed.</summary>
    public RenderFragment? CallBack => field ??= PhoneLinks.CallBack(call, display);

    /// <summary>How long ago it ended; within a minute the words stay the same.</summary>
    public MarkupString When
    {
        get
        {
            var (when, minute) = (_when, display.Now.Ticks / TimeSpan.TicksPerMinute);
            if (when?.Of != minute)
                _when = when = new Worded(minute, Markup.Of($"<span class='call-when'>{Instant.Ago(call.EndedUtc ?? call.StartedUtc, display)}</span>"));
            return when.Text;
        }
    }

    private MarkupString WordFacts() => Markup.Join(
    [
        Markup.Of($"<div class='call-facts'><span class='call-what'>{DirectionLabel.Of(call, display)}{OutcomeLabel.Of(call, display)}</span>"),
        Markup.Of($"<span class='call-staff'>{call.Staff?.Name ?? call.Staff?.Phone ?? "–"}</span><span class='call-length'>{LengthOf(call)}</span></div>"),
        BusinessOf(call) is { } business ? Markup.Of($"<span class='call-business'>{business}</span>") : default,
        call.Summary?.Text is { } summary ? Markup.Of($"<p class='call-summary' title='{summary}'>{summary}</p>") : default,
    ]);

    private MarkupString MarkOf(CallItem call) => call.Mark is { } mark ? Markup.Of($"<span class='label'>{display.Text.NameOf(mark)}</span>") : default;

    private static string? BusinessOf(CallItem call) =>
        call.Contact?.BusinessName is { Length: > 0 } business && business != call.Contact.Name ? business : null;

    private string LengthOf(CallItem call) => (call.Outcome == Outcome.Answered ? call.DurationSeconds : null, call.RingingSeconds) switch
    {
        ({ } talked, _) => display.Text.Duration(talked),
        (null, { } rang) => display.Text["Call.Rang", display.Text.Duration(rang)],
        (null, null) => "–",
    };

    // What words are true of, a minute or an outcome, and the words.
    private sealed record Worded(long Of, MarkupString Text);
}
