using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Events;

namespace Superfone.Dashboard.Components.Text;

/// <summary>The sender's events in plain English.</summary>
public static class EventText
{
    /// <summary>What an event is called here.</summary>
    public static string NameOf(EventKind kind) => kind switch
    {
        EventKind.AllCalls => "Call",
        EventKind.MissedCall => "Missed call",
        EventKind.RecordingAvailable => "Recording ready",
        EventKind.SummaryReady => "Summary ready",
        EventKind.CustomerCreate => "Contact created",
        EventKind.CustomerChange => "Contact changed",
        EventKind.TaskCreate => "Task created",
        EventKind.TaskChange => "Task changed",
        EventKind.TaskNotifyTime => "Task reminder",
        _ => "Task due",
    };

    /// <summary>What an event brings to these pages.</summary>
    public static string UseOf(EventKind kind) => kind switch
    {
        EventKind.AllCalls => "Every call, and who made and took it",
        EventKind.MissedCall => "Who waits for a call back",
        EventKind.RecordingAvailable => "The recording, copied here before Superfone's link ends",
        EventKind.SummaryReady => "What was said, and what it came to",
        EventKind.CustomerCreate => "New contacts, with their names",
        EventKind.CustomerChange => "Stages, labels and fields as they change",
        EventKind.TaskCreate => "What is to be done",
        EventKind.TaskChange => "When it is due, and when it is done",
        EventKind.TaskNotifyTime => "Reminders as they fall",
        _ => "Tasks as they fall due",
    };

    /// <summary>What a call was, in a line.</summary>
    public static string CallFacts(CallItem call, Display display) => string.Join(" · ", new[]
    {
        CallText.DirectionOf(call),
        display.ResultOf(call),
        call.Staff?.Name,
    }.OfType<string>());
}
