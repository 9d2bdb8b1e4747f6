using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.Contacts;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.ReadModels.QueryStrings;
using Superfone.Events;

namespace Superfone.Dashboard.ReadModels.Calls;

/// <summary>Which calls to list; what is <see langword="null"/> does not narrow the list.</summary>
public sealed record CallFilter
{
    /// <summary>Calls that started at this instant or later.</summary>
    public DateTime? From { get; init; }

    /// <summary>Calls that started before this instant.</summary>
    public DateTime? To { get; init; }

    /// <summary>Which way they went.</summary>
    public CallDirection? Direction { get; init; }

    /// <summary>What became of them, grouped.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>What became of them, as Superfone names it, such as <c>NOANSWER</c>.</summary>
    public string? Disposition { get; init; }

    /// <summary>Whether they were missed.</summary>
    public bool? Missed { get; init; }

    /// <summary>Number of who handled them, in any written form.</summary>
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

    /// <summary>Title or id of a label that their contact bears.</summary>
    public string? Label { get; init; }

    /// <summary>What the caller pressed in a menu: what the menu said, <c>|</c>, the key; see <see cref="Domain.Calls.IvrKey"/>.</summary>
    public string? IvrKey { get; init; }

    /// <summary>Words, parts of names or numbers, to find in names, numbers, business, summary, insights and transcript.</summary>
    [SearchWords]
    public string? Q { get; init; }
}

/// <summary>Which contacts to list; what is <see langword="null"/> does not narrow the list.</summary>
public sealed record ContactFilter
{
    /// <summary>Words, parts of names or numbers, to find.</summary>
    [SearchWords]
    public string? Q { get; init; }

    /// <summary>One of their numbers, in any written form.</summary>
    public string? Phone { get; init; }

    /// <summary>Title or id of a label.</summary>
    public string? Label { get; init; }

    /// <summary>Title or id of the lead stage.</summary>
    public string? Stage { get; init; }

    /// <summary>Title or id of the lead group.</summary>
    public string? Group { get; init; }

    /// <summary>Id of the assigned team member.</summary>
    public long? AssigneeUserId { get; init; }
}

/// <summary>Contacts that were new in some time; what is <see langword="null"/> does not narrow the list.</summary>
public sealed record ContactArrival
{
    /// <summary>Stands for the source of contacts of which none is known.</summary>
    public const string NoSource = "none";

    /// <summary>Contacts that were first seen at this instant or later.</summary>
    public DateTime? From { get; init; }

    /// <summary>Contacts that were first seen before this instant.</summary>
    public DateTime? To { get; init; }

    /// <summary>Where they came from, see <see cref="Contact.Origin"/>; or <see cref="NoSource"/>.</summary>
    public string? Source { get; init; }
}

/// <summary>Which tasks to list; what is <see langword="null"/> does not narrow the list.</summary>
public sealed record TaskFilter
{
    /// <summary>The status as Superfone names it, such as <c>PENDING</c>.</summary>
    public string? Status { get; init; }

    /// <summary>The type as Superfone names it, such as <c>REMINDER</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Whether the due time has passed while the task still waits to be done.</summary>
    public bool? Overdue { get; init; }

    /// <summary>The contact that they are about.</summary>
    public long? ContactId { get; init; }

    /// <summary>Id of the team member whom that contact is assigned to.</summary>
    public long? AssigneeUserId { get; init; }
}

/// <summary>Which follow-ups to list; what is <see langword="null"/> does not narrow the list.</summary>
public sealed record FollowUpFilter
{
    /// <summary>How they stand.</summary>
    public FollowUpState? State { get; init; }
}

/// <summary>Which follow-ups to work; what is <see langword="null"/> does not narrow the list.</summary>
public sealed record WorkListFilter
{
    /// <summary>How they stand.</summary>
    public FollowUpState State { get; init; }

    /// <summary>The Superfone number that was called, in any written form.</summary>
    public string? Account { get; init; }

    /// <summary>Who talked to the caller again: their number in any written form, or their name. It narrows those that were returned.</summary>
    public string? Agent { get; init; }

    /// <summary>The caller was talked to again at this instant or later. It narrows those that were returned.</summary>
    public DateTime? From { get; init; }

    /// <summary>The caller was talked to again before this instant. It narrows those that were returned.</summary>
    public DateTime? To { get; init; }
}

/// <summary>Which waiting summaries to list; what is <see langword="null"/> does not narrow the list.</summary>
public sealed record SummaryFilter
{
    /// <summary>Words to find in the summary, its insights and the transcript.</summary>
    [SearchWords]
    public string? Q { get; init; }
}

/// <summary>Which deliveries to list; what is <see langword="null"/> does not narrow the list.</summary>
public sealed record DeliveryFilter
{
    /// <summary>The event's name on the wire, such as <c>ALL_CALLS</c>.</summary>
    public string? Event { get; init; }

    /// <summary>What became of them.</summary>
    public DeliveryState? Status { get; init; }

    /// <summary>The account's Superfone number.</summary>
    public string? Account { get; init; }

    /// <summary>Deliveries that were received at this instant or later.</summary>
    public DateTime? From { get; init; }

    /// <summary>Deliveries that were received before this instant.</summary>
    public DateTime? To { get; init; }

    /// <summary>Deliveries that told of this call.</summary>
    public long? CdrId { get; init; }

    /// <summary>Deliveries that told of this contact, of its tasks, or of its calls.</summary>
    public long? ContactId { get; init; }

    /// <summary>Text to find in the bodies; upper and lower case are the same for English letters.</summary>
    [SearchWords]
    public string? Q { get; init; }

    /// <summary>Whether no index answers it: the log is looked through, piece by piece.</summary>
    internal bool IsSearch => Q is not null || Account is not null;
}
