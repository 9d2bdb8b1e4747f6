using System.Text.Json;
using System.Text.Json.Serialization;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Tasks;
using Superfone.Events;

namespace Superfone.Dashboard.Destinations.Sending;

/// <summary>
/// What the events of a destination are about: conditions on the call, contact or task, as it is once the event is projected. Those that are
/// <see langword="null"/> do not apply. They are decided once, when the event is read from the log.
/// </summary>
public sealed record ItemConditions
{
    private static readonly JsonSerializerOptions Json = new(ItemJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>The direction of calls, of their recordings and summaries.</summary>
    public CallDirection? Direction { get; init; }

    /// <summary>Whether calls were missed.</summary>
    public bool? Missed { get; init; }

    /// <summary>The number of the agent of calls, in any written form.</summary>
    public string? StaffPhone { get; init; }

    /// <summary>Title or id of a label of the contact, whatever the event is about.</summary>
    public string? Label { get; init; }

    /// <summary>Whether there is none.</summary>
    [JsonIgnore]
    public bool IsEmpty => this == new ItemConditions();

    /// <summary>Whether any of them says something about events on a subject.</summary>
    internal bool Concern(EventSubject subject) => subject switch
    {
        EventSubject.Call or EventSubject.Summary => !IsEmpty,
        EventSubject.Contact or EventSubject.Task => Label is not null,
    };

    /// <summary>Whether an item fulfils those that say something about it.</summary>
    /// <param name="item">The call, contact or task; <see langword="null"/> if it is not known.</param>
    /// <param name="phones">Compares numbers in any written form.</param>
    internal bool Matches(object? item, PhoneBook phones) => item switch
    {
        CallItem call => new CallFilter { Direction = Direction, Missed = Missed, StaffPhone = StaffPhone, Label = Label }.Matches(call, phones),
        ContactItem contact => Labels.Contain(contact.Labels, Label!),
        TaskListItem task => Labels.Contain(task.Contact?.Labels ?? [], Label!),
        _ => false,
    };

    /// <summary>The form in which they are stored.</summary>
    internal string Format() => IsEmpty ? "" : JsonSerializer.Serialize(this, Json);

    /// <summary>Reads stored ones.</summary>
    internal static ItemConditions Parse(string stored) => stored.Length == 0 ? new ItemConditions() : JsonSerializer.Deserialize<ItemConditions>(stored, Json)!;
}
