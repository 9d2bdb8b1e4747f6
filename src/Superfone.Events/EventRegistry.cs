using Superfone.Events.Payloads;

namespace Superfone.Events;

/// <summary>The definitions of all documented events. To add an event, name it in <see cref="EventKind"/> and define it here.</summary>
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
        EventKind.CustomerCreate => ContactPayload.Define(kind, "CUSTOMER_CREATE"),
        EventKind.CustomerChange => ContactPayload.Define(kind, "CUSTOMER_CHANGE", isChange: true),
        EventKind.TaskCreate => TaskPayload.Define(kind, "TASK_CREATE"),
        EventKind.TaskChange => TaskPayload.Define(kind, "TASK_CHANGE", isChange: true),
        EventKind.TaskNotifyTime => TaskPayload.Define(kind, "TASK_NOTIFY_TIME"),
        EventKind.TaskDueTime => TaskPayload.Define(kind, "TASK_DUE_TIME"),
    };
}
