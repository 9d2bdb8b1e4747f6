using Superfone.Events.Payloads;

namespace Superfone.Events;

/// <summary>The definitions of all documented events. To add one, name it in <see cref="EventKind"/> and define it here.</summary>
public static class EventRegistry
{
    /// <summary>All definitions, in the order of the payload reference.</summary>
    public static IReadOnlyList<EventDefinition> All { get; } = [.. Enum.GetValues<EventKind>().Select(Define)];

    /// <summary>The definition of an event.</summary>
    public static EventDefinition Of(EventKind kind) => All[(int)kind];

    private static EventDefinition Define(EventKind kind) => kind switch
    {
        EventKind.AllCalls => CallPayload.Define(kind, "ALL_CALLS"),
        EventKind.MissedCall => CallPayload.Define(kind, "MISSED_CALL"),
        EventKind.RecordingAvailable => CallPayload.Define(kind, "CDR_RECORDING_AVAILABLE", hasRecording: true),
        EventKind.SummaryReady => SummaryPayload.Define(kind, "CDR_SUMMARY_READY"),
        EventKind.CustomerCreate => ContactPayload.Define(kind, "CUSTOMER_CREATE", EventAction.Created),
        EventKind.CustomerChange => ContactPayload.Define(kind, "CUSTOMER_CHANGE", EventAction.Changed),
        EventKind.TaskCreate => TaskPayload.Define(kind, "TASK_CREATE", EventAction.Created),
        EventKind.TaskChange => TaskPayload.Define(kind, "TASK_CHANGE", EventAction.Changed),
        EventKind.TaskNotifyTime => TaskPayload.Define(kind, "TASK_NOTIFY_TIME", EventAction.Reminded),
        EventKind.TaskDueTime => TaskPayload.Define(kind, "TASK_DUE_TIME", EventAction.Due),
    };
}

/// <summary>The events that Superfone's payload reference documents.</summary>
public enum EventKind
{
    /// <summary><c>ALL_CALLS</c>: a call, answered or not.</summary>
    AllCalls,

    /// <summary><c>MISSED_CALL</c>: a call that ended without being answered; the payload of <c>ALL_CALLS</c>.</summary>
    MissedCall,

    /// <summary><c>CDR_RECORDING_AVAILABLE</c>: a recording is ready at a pre-signed URL.</summary>
    RecordingAvailable,

    /// <summary><c>CDR_SUMMARY_READY</c>: summary, insights and transcript of a recorded call.</summary>
    SummaryReady,

    /// <summary><c>CUSTOMER_CREATE</c>: a new contact (Superfone says "lead").</summary>
    CustomerCreate,

    /// <summary><c>CUSTOMER_CHANGE</c>: one field of a contact has a new value.</summary>
    CustomerChange,

    /// <summary><c>TASK_CREATE</c>: a new task.</summary>
    TaskCreate,

    /// <summary><c>TASK_CHANGE</c>: one field of a task has a new value.</summary>
    TaskChange,

    /// <summary><c>TASK_NOTIFY_TIME</c>: the time of a task's reminder.</summary>
    TaskNotifyTime,

    /// <summary><c>TASK_DUE_TIME</c>: the time at which a task is due.</summary>
    TaskDueTime,
}
