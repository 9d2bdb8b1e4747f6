
namespace Superfone.Dashboard.Domain.Contacts;

/// <summary>An entry in the history of a contact or a task, other than a call.</summary>
public sealed class TimelineEntry
{
    /// <summary>The delivery.</summary>
    public required long DeliveryId { get; init; }

    /// <summary>The kind of entry.</summary>
    public required TimelineKind Kind { get; init; }

    /// <summary>The time at which the delivery was received, UTC: the events carry no time of their own.</summary>
    public required DateTime AtUtc { get; init; }

    /// <summary>The contact.</summary>
    public long? ContactId { get; init; }

    /// <summary>The task.</summary>
    public long? TaskId { get; init; }

    /// <summary>The field that changed; wire field <c>updated_key</c>.</summary>
    public string? Key { get; init; }

    /// <summary>The new value, canonical JSON; wire field <c>updated_value</c>.</summary>
    public string? Value { get; init; }

    /// <summary>The previous value, JSON; <see langword="null"/> if it is not known.</summary>
    public string? Before { get; init; }
}

/// <summary>The kinds of timeline entries.</summary>
public enum TimelineKind
{
    /// <summary>A call. It is never stored: timelines read calls from their own table.</summary>
    Call,

    /// <summary><c>CUSTOMER_CREATE</c>.</summary>
    ContactCreated,

    /// <summary><c>CUSTOMER_CHANGE</c>.</summary>
    ContactChanged,

    /// <summary><c>TASK_CREATE</c>.</summary>
    TaskCreated,

    /// <summary><c>TASK_CHANGE</c>.</summary>
    TaskChanged,

    /// <summary><c>TASK_NOTIFY_TIME</c>.</summary>
    TaskNotify,

    /// <summary><c>TASK_DUE_TIME</c>.</summary>
    TaskDue,

    /// <summary>What a user did about a follow-up. It is never stored: timelines read it from its own table.</summary>
    FollowUp,

    /// <summary>A user's note on a call. It is never stored either.</summary>
    CallNote,

    /// <summary>A user changed the tags of a call. It is never stored either.</summary>
    CallTags,
}
