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
/// The texts and HTML of a call's row, created once for all pages that show it; see <see cref="CallLines"/>. They are created on first use,
/// so that calls which a burst moves past the list cost nothing.
/// </summary>
/// <param name="call">The call.</param>
/// <param name="display">Formats instants and numbers.</param>
public sealed class CallLine(CallItem call, Display display)
{
    private const string None = "–";

    /// <summary>The culture of its texts.</summary>
    public CultureInfo Culture { get; } = CultureInfo.CurrentUICulture;

    // Read and written by all pages concurrently without a lock. References only, because a value of several machine words could be read
    // half written.
    private string? _labels;
    private Worded? _facts;
    private Worded? _when;

    /// <summary>The call.</summary>
    public CallItem Call => call;

    /// <summary>Its key, as an attribute value.</summary>
    public string Key => field ??= call.CdrId.ToString(CultureInfo.InvariantCulture);

    /// <summary>The address of its page.</summary>
    public string Href => field ??= $"/calls/{call.CdrId}";

    /// <summary>The other party's name.</summary>
    public string Name => field ??= display.NameOf(call);

    /// <summary>The mark of the number, the labels of the contact and the tags of the call; not all of them if there are many.</summary>
    public MarkupString Labels => new(_labels ??= Markup.Join(
        (call.Contact?.Labels ?? []).Take(2).Select(label => Markup.Of($"<span class='label'>{label.Title}</span>")).Prepend(MarkOf(call))
            .Concat(call.Tags.Take(2).Select(tag => Markup.Of($"<span class='label label-tag'>{tag}</span>")))).Value);

    /// <summary>The icon of its outcome.</summary>
    public MarkupString Icon => OutcomeIcon.Of(call, display);

    /// <summary>Its outcome at present.</summary>
    public Outcome Outcome => display.OutcomeOf(call);

    /// <summary>The outcome, the agent, the duration, and the summary.</summary>
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

    /// <summary>The summary and the recording of an answered call; <see langword="null"/> if there are none.</summary>
    public RenderFragment? Media => CallMedia.Of(call, display);

    /// <summary>The link to call back a missed caller; see <see cref="PhoneLinks.CallBack"/>.</summary>
    public RenderFragment? CallBack => field ??= PhoneLinks.CallBack(call, display);

    /// <summary>The time since it ended; within a minute the text stays the same.</summary>
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

    private MarkupString WordFacts()
    {
        var (agent, length) = (call.Staff?.Name ?? call.Staff?.Phone, LengthOf(call));
        return Markup.Join(
        [
            Markup.Of($"<div class='call-facts'><span class='call-what'>{DirectionLabel.Of(call, display)}{OutcomeLabel.Of(call, display)}</span>"),
            Markup.Of($"<span class='{ClassOf("call-staff", agent)}'>{agent ?? None}</span><span class='{ClassOf("call-length", length)}'>{length ?? None}</span></div>"),
            BusinessOf(call) is { } business ? Markup.Of($"<span class='call-business'>{business}</span>") : default,
            call.Summary?.Text is { } summary ? Markup.Of($"<p class='call-summary' title='{summary}'>{summary}</p>") : default,
        ]);
    }

    private MarkupString MarkOf(CallItem call) => call.Mark is { } mark ? Markup.Of($"<span class='label label-mark'>{display.Text.NameOf(mark)}</span>") : default;

    private static string? BusinessOf(CallItem call) =>
        call.Contact?.BusinessName is { Length: > 0 } business && business != call.Contact.Name ? business : null;

    private string? LengthOf(CallItem call) => (call.Outcome == Outcome.Answered ? call.DurationSeconds : null, call.RingingSeconds) switch
    {
        ({ } talked, _) => display.Text.Duration(talked),
        (null, { } rang) => display.Text["Call.Rang", display.Text.Duration(rang)],
        (null, null) => null,
    };

    private static string ClassOf(string name, string? text) => text is null ? $"{name} call-none" : name;

    // A text, and the minute or outcome for which it is valid.
    private sealed record Worded(long Of, MarkupString Text);
}
