using System.Text.Encodings.Web;
using System.Text.Json;
using Superfone.Dashboard.Domain.Tasks;

namespace Superfone.Dashboard.Domain.Contacts;

/// <summary>What a contact's field holds, as a change of it would tell: what stood there before the change.</summary>
public static class ContactValue
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The field's value as JSON; <see langword="null"/> where it holds nothing.</summary>
    /// <param name="contact">The contact.</param>
    /// <param name="key">The field as <c>updated_key</c> names it; any other name is a custom field's.</param>
    public static string? Of(Contact contact, string key) => key switch
    {
        "first_name" => Text(contact.FirstName),
        "last_name" => Text(contact.LastName),
        "source" => Text(contact.Source),
        "source_type" => Text(contact.SourceType),
        "city" => Text(contact.City),
        "phones" => Text(contact.Phones),
        "labels" => Text(contact.Labels),
        "lead_stage" => Titled(contact.StageId, contact.StageTitle),
        "lead_group" => Titled(contact.GroupId, contact.GroupTitle),
        "assignee_user" => Titled(contact.AssigneeUserId, null),
        _ => contact.CustomFields.GetValueOrDefault(key),
    };

    private static string? Titled(long? id, string? title) => id is null && title is null ? null : Text(new { id, title });

    private static string? Text<T>(T? value) => value is null ? null : JsonSerializer.Serialize(value, Json);
}

/// <summary>What a task's field holds, as a change of it would tell.</summary>
public static class TaskValue
{
    /// <summary>The field's value as JSON; <see langword="null"/> where it holds nothing.</summary>
    /// <param name="task">The task.</param>
    /// <param name="key">The field as <c>updated_key</c> names it.</param>
    public static string? Of(TaskItem task, string? key) => key switch
    {
        "task_type" when task.Type is { } type => JsonSerializer.Serialize(type),
        "task_status" when task.Status is { } status => JsonSerializer.Serialize(status),
        "task_due_date" when task.DueUtc is { } due => JsonSerializer.Serialize(due),
        _ => null,
    };
}
