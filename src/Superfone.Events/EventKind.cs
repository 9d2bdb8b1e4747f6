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
