using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.QueryStrings;
using Superfone.Events;

namespace Superfone.Dashboard.ReadModels.Calls;

/// <summary>Selects calls; conditions that are <see langword="null"/> do not apply.</summary>
public sealed record CallFilter
{
    /// <summary>Calls that started at this instant or later.</summary>
    public DateTime? From { get; init; }

    /// <summary>Calls that started before this instant.</summary>
    public DateTime? To { get; init; }

    /// <summary>Their direction.</summary>
    public CallDirection? Direction { get; init; }

    /// <summary>The outcome group.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>The disposition's wire value, such as <c>NOANSWER</c>.</summary>
    public string? Disposition { get; init; }

    /// <summary>Whether they were missed.</summary>
    public bool? Missed { get; init; }

    /// <summary>Whether their number is marked as that of staff, a vendor or spam.</summary>
    public bool? Marked { get; init; }

    /// <summary>Number of the agent, in any written form.</summary>
    public string? StaffPhone { get; init; }

    /// <summary>The contact that they belong to.</summary>
    public long? ContactId { get; init; }

    /// <summary>The customer's number, in any written form.</summary>
    public string? Phone { get; init; }

    /// <summary>The Superfone number that they went through, in any written form.</summary>
    public string? Account { get; init; }

    /// <summary>Whether a recording was announced.</summary>
    public bool? HasRecording { get; init; }

    /// <summary>Whether they have a summary.</summary>
    public bool? HasSummary { get; init; }

    /// <summary>Title or id of a label of their contact.</summary>
    public string? Label { get; init; }

    /// <summary>A tag that users gave them.</summary>
    public string? Tag { get; init; }

    /// <summary>
    /// The key that the caller pressed in a menu: the text of the menu, <c>|</c>, the key; see <see cref="Domain.Calls.IvrKey"/>.
    /// </summary>
    public string? IvrKey { get; init; }

    /// <summary>Words, parts of names or numbers, to find in names, numbers, business, summary, insights and transcript.</summary>
    [SearchWords]
    public string? Q { get; init; }
}
