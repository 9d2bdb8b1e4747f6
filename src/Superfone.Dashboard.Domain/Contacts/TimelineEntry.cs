
namespace Superfone.Dashboard.Domain.Contacts;

/// <summary>Something that happened to a contact or a task, besides calls.</summary>
public sealed class TimelineEntry
{
    /// <summary>The delivery that told of it.</summary>
    public required long DeliveryId { get; init; }

    /// <summary>What happened.</summary>
    public required TimelineKind Kind { get; init; }

    /// <summary>When the delivery was received, UTC: the events carry no time of their own.</summary>
    public required DateTime AtUtc { get; init; }

    /// <summary>The contact that it happened to.</summary>
    public long? ContactId { get; init; }

    /// <summary>The task that it happened to.</summary>
    public long? TaskId { get; init; }

    /// <summary>Which field changed; wire field <c>updated_key</c>.</summary>
    public string? Key { get; init; }

    /// <summary>The new value, canonical JSON; wire field <c>updated_value</c>.</summary>
    public string? Value { get; init; }

    /// <summary>The value before, JSON; <see langword="null"/> where it is not known.</summary>
    public string? Before { get; init; }
}

/// <summary>What a timeline entry tells.</summary>
public enum TimelineKind
{
    /// <summary>A call; timelines take calls from where they are kept, so that no entry is ever stored with this kind.</summary>
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
}
