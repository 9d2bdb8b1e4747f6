namespace Superfone.Events;

/// <summary>The ten events that Superfone's payload reference documents.</summary>
public enum EventKind
{
    /// <summary><c>ALL_CALLS</c>: a call, whatever became of it.</summary>
    AllCalls,

    /// <summary><c>MISSED_CALL</c>: a call that ended without being answered; the payload of <c>ALL_CALLS</c>.</summary>
    MissedCall,

    /// <summary><c>CDR_RECORDING_AVAILABLE</c>: a recording is ready at a pre-signed URL.</summary>
    RecordingAvailable,

    /// <summary><c>CDR_SUMMARY_READY</c>: summary, insights and transcript of a recorded call.</summary>
    SummaryReady,

    /// <summary><c>CUSTOMER_CREATE</c>: a new contact (the sender says "lead").</summary>
    CustomerCreate,

    /// <summary><c>CUSTOMER_CHANGE</c>: one field of a contact has a new value.</summary>
    CustomerChange,

    /// <summary><c>TASK_CREATE</c>: a new task.</summary>
    TaskCreate,

    /// <summary><c>TASK_CHANGE</c>: one field of a task has a new value.</summary>
    TaskChange,

    /// <summary><c>TASK_NOTIFY_TIME</c>: the moment to be reminded of a task.</summary>
    TaskNotifyTime,

    /// <summary><c>TASK_DUE_TIME</c>: the moment at which a task is due.</summary>
    TaskDueTime,
}

/// <summary>The events' names on the wire.</summary>
public static class EventNames
{
    private static readonly (EventKind Kind, string Name)[] Documented =
    [
        (EventKind.AllCalls, "ALL_CALLS"),
        (EventKind.MissedCall, "MISSED_CALL"),
        (EventKind.RecordingAvailable, "CDR_RECORDING_AVAILABLE"),
        (EventKind.SummaryReady, "CDR_SUMMARY_READY"),
        (EventKind.CustomerCreate, "CUSTOMER_CREATE"),
        (EventKind.CustomerChange, "CUSTOMER_CHANGE"),
        (EventKind.TaskCreate, "TASK_CREATE"),
        (EventKind.TaskChange, "TASK_CHANGE"),
        (EventKind.TaskNotifyTime, "TASK_NOTIFY_TIME"),
        (EventKind.TaskDueTime, "TASK_DUE_TIME"),
    ];

    private static readonly Dictionary<string, EventKind> ByName =
        Documented.ToDictionary(entry => entry.Name, entry => entry.Kind, StringComparer.Ordinal);

    /// <summary>All documented names, in the reference's order.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Documented.Select(entry => entry.Name)];

    /// <summary>The wire name of a kind, such as <c>ALL_CALLS</c>.</summary>
    public static string Of(EventKind kind) => Documented[(int)kind].Name;

    /// <summary>Finds the kind of a wire name.</summary>
    /// <returns><see langword="false"/> when the name is not a documented one.</returns>
    public static bool TryParse(string? name, out EventKind kind)
    {
        kind = default;
        return name is not null && ByName.TryGetValue(name, out kind);
    }
}
