using System.Text.Json;
using System.Text.Json.Serialization;
using Superfone.Dashboard.Domain.Contacts;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.People;

namespace Superfone.Dashboard.ReadModels.Contacts;

/// <summary>An entry in the timeline of a contact.</summary>
public sealed record TimelineItem
{
    /// <summary>The kind of entry.</summary>
    public required TimelineKind Kind { get; init; }

    /// <summary>The time, UTC: the start of a call, the time at which a user did something, otherwise the time at which Superfone reported it.</summary>
    public required DateTime AtUtc { get; init; }

    /// <summary>For a change, the field that changed, by its wire name.</summary>
    public string? Key { get; init; }

    /// <summary>For a change, the new value: any JSON.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>For a change, the previous value, if it is known; for pages only.</summary>
    [JsonIgnore]
    public JsonElement? Before { get; init; }

    /// <summary>For a change of the assignee, the names of those who are known, by their id at Superfone; for pages only.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<long, string> Names { get; init; } = AssigneeNames.None;

    /// <summary>For an entry of a task, its type as received; for pages only.</summary>
    [JsonIgnore]
    public string? TaskType { get; init; }

    /// <summary>For an entry of a task, the task.</summary>
    public long? TaskId { get; init; }

    /// <summary>For a call, the call.</summary>
    public CallItem? Call { get; init; }

    /// <summary>For what a user did, the user: an email or an API token's name.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? By { get; init; }

    /// <summary>For what a user did about a follow-up, what it was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FollowUpAction? Action { get; init; }

    /// <summary>For what a user wrote, the text; tags are separated by line breaks.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Text { get; init; }

    /// <summary>For an attempt to call back, its outcome.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AttemptOutcome? Outcome { get; init; }

    /// <summary>For a follow-up that was put off, the time until then, UTC.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTime? UntilUtc { get; init; }

    /// <summary>For a follow-up that was given to a user, the user.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AssigneeReference? Assignee { get; init; }

    /// <summary>For what a user did about a call, the call.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? CdrId { get; init; }

    /// <summary>The name of the user who did it; for pages only.</summary>
    [JsonIgnore]
    public string? ByName { get; init; }

    /// <summary>The decision that it is, unique; for pages only.</summary>
    [JsonIgnore]
    public long? DecisionId { get; init; }

    /// <summary>The delivery that reported it; <see langword="null"/> for a call, which several deliveries may report.</summary>
    public long? DeliveryId { get; init; }
}
