using System.Text.Json;
using Superfone.Events.Reading;

namespace Superfone.Events.Payloads;

/// <summary>The payload of <c>TASK_CREATE</c>, <c>TASK_CHANGE</c>, <c>TASK_NOTIFY_TIME</c> and <c>TASK_DUE_TIME</c> (the reference's "Task fields").</summary>
internal static class TaskPayload
{
    private static readonly string[] Fields = ["task_id", "task_type", "task_status"];

    /// <summary>Defines an event with this payload.</summary>
    public static EventDefinition Define(EventKind kind, string name, EventAction action) => new(
        EventIdType.WholeNumber, (payload, _) => Read(kind, payload, action), static (writer, happened) => Write(writer, (TaskEvent)happened))
    {
        Kind = kind,
        Subject = EventSubject.Task,
        Action = action,
        IsIdempotent = action == EventAction.Created,
        Name = name,
        IdField = "task_id",
        Fields = new HashSet<string>([.. Envelope.Fields, .. ContactFieldsReader.Fields, .. Fields]),
    };

    private static TaskEvent Read(EventKind kind, WireValue payload, EventAction action) => new()
    {
        Kind = kind,
        Account = payload["superfone_number"].Text().Value,
        OrganizationName = payload["organization_name"].Text().Value,
        Phone = payload["cdr_phone"].Text().Value,
        TaskId = EventId.Read(payload["task_id"]),
        Type = payload["task_type"].Text(),
        Status = payload["task_status"].Text(),
        Contact = ContactFieldsReader.Read(payload),
        Change = action == EventAction.Changed ? FieldChangeFields.Read(payload) : null,
    };

    private static void Write(Utf8JsonWriter writer, TaskEvent task)
    {
        if (task.Phone is not null)
            writer.WriteString("cdr_phone", task.Phone);
        FieldChangeFields.Write(writer, task.Change);
        ContactFieldsWriter.Write(writer, task.Contact);
        writer.WriteNumber("task_id", task.TaskId);
        if (task.Type.IsPresent)
            writer.WriteString("task_type", task.Type.Value);
        if (task.Status.IsPresent)
            writer.WriteString("task_status", task.Status.Value);
    }
}
