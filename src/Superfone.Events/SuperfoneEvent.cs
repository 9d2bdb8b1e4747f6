using System.Text.Json;
using Superfone.Events.Reading;

namespace Superfone.Events;

/// <summary>The fields of every payload (the reference's "Common envelope").</summary>
public abstract record SuperfoneEvent
{
    /// <summary>The documented event that this is; wire field <c>event</c>.</summary>
    public required EventKind Kind { get; init; }

    /// <summary>The account's own Superfone number, as received; wire field <c>superfone_number</c>.</summary>
    public string? Account { get; init; }

    /// <summary>The account's name; wire field <c>organization_name</c>.</summary>
    public string? OrganizationName { get; init; }

    /// <summary>The customer's number in the triggering payload, as received; wire field <c>cdr_phone</c>.</summary>
    public string? Phone { get; init; }
}

/// <summary>
/// <c>ALL_CALLS</c>, <c>MISSED_CALL</c> or <c>CDR_RECORDING_AVAILABLE</c>: facts about a call
/// (the reference's "CDR (call) fields").
/// </summary>
public sealed record CallEvent : SuperfoneEvent
{
    /// <summary>Superfone's key of the call; wire field <c>cdr_id</c>.</summary>
    public required long CdrId { get; init; }

    /// <summary>
    /// The call's UUID, wire field <c>cdr_uuid</c>. No documented call payload carries it; if one does anyway, it links the call to
    /// its summary.
    /// </summary>
    public string? CdrUuid { get; init; }

    /// <summary>The disposition of the call, see <see cref="Dispositions"/>; wire field <c>cdr_disposition</c>.</summary>
    public string? Disposition { get; init; }

    /// <summary>The direction of the call; wire field <c>cdr_call_type</c>.</summary>
    public CallDirection? Direction { get; init; }

    /// <summary>
    /// The direction as received, if it is neither inbound nor outbound, such as <c>INTERNAL</c>; <see langword="null"/> for the documented ones.
    /// </summary>
    public string? OtherDirection { get; init; }

    /// <summary>The start of the call leg, UTC; wire field <c>cdr_start</c>.</summary>
    public DateTime? StartUtc { get; init; }

    /// <summary>The time at which the call was answered, UTC; <see langword="null"/> if it was not; wire field <c>cdr_answer</c>.</summary>
    public DateTime? AnswerUtc { get; init; }

    /// <summary>The end of the call, UTC; wire field <c>cdr_end</c>.</summary>
    public DateTime? EndUtc { get; init; }

    /// <summary>Talk time in seconds; wire field <c>cdr_duration</c>.</summary>
    public int? DurationSeconds { get; init; }

    /// <summary>Ringing time before the call was answered or missed, in seconds; wire field <c>cdr_ringing_duration</c>.</summary>
    public int? RingingSeconds { get; init; }

    /// <summary>IVR prompts and the keys that the caller pressed; wire field <c>ivr_inputs</c>.</summary>
    public IReadOnlyList<IvrInput>? IvrInputs { get; init; }

    /// <summary>Digits captured during the call; wire field <c>dtmf_digits</c>.</summary>
    public IReadOnlyList<string>? DtmfDigits { get; init; }

    /// <summary>Pre-signed URL of the recording, valid for 7 days; wire field <c>cdr_recording_url</c>.</summary>
    public string? RecordingUrl { get; init; }

    /// <summary>Always <c>OK</c> according to the reference; wire field <c>cdr_recording_status</c>.</summary>
    public string? RecordingStatus { get; init; }

    /// <summary>First name of the agent who handled the call; wire field <c>staff_first_name</c>.</summary>
    public string? StaffFirstName { get; init; }

    /// <summary>Last name of the agent; wire field <c>staff_last_name</c>.</summary>
    public string? StaffLastName { get; init; }

    /// <summary>Number of the agent, as received; wire field <c>staff_phone</c>.</summary>
    public string? StaffPhone { get; init; }

    /// <summary>The contact fields of the payload; without an id if the caller is not a contact.</summary>
    public required ContactFields Contact { get; init; }
}

/// <summary>The direction of a call; wire field <c>cdr_call_type</c>.</summary>
public enum CallDirection
{
    /// <summary><c>INBOUND</c>: the customer called.</summary>
    Inbound,

    /// <summary><c>OUTBOUND</c>: the business called.</summary>
    Outbound,
}

/// <summary>One step in an IVR menu; an item of <c>ivr_inputs</c>.</summary>
/// <param name="GreetingText">The first text of the menu; wire field <c>greetingText</c>.</param>
/// <param name="PlaybackText">The text that it played next; wire field <c>playbackText</c>.</param>
/// <param name="UserPressedKey">The key that the caller pressed; wire field <c>userPressedKey</c>.</param>
public sealed record IvrInput(string? GreetingText, string? PlaybackText, string? UserPressedKey);

/// <summary>
/// <c>CDR_SUMMARY_READY</c>: the AI summary of a recording. It identifies its call by <see cref="CdrUuid"/> only.
/// </summary>
public sealed record SummaryEvent : SuperfoneEvent
{
    /// <summary>UUID of the call, in lower case; wire field <c>cdr_uuid</c>.</summary>
    public required string CdrUuid { get; init; }

    /// <summary>Talk time in seconds; wire field <c>cdr_duration</c>.</summary>
    public int? DurationSeconds { get; init; }

    /// <summary>The summary in plain text; wire field <c>summary_text</c>, or else <c>summary.summary_text</c>.</summary>
    public string? Text { get; init; }

    /// <summary>Insights; empty if there are none; wire field <c>summary.insights</c>.</summary>
    public IReadOnlyList<Insight> Insights { get; init; } = [];

    /// <summary>The turns of the conversation as received; empty if there are none; wire field <c>transcription</c>.</summary>
    public IReadOnlyList<TranscriptTurn> Transcript { get; init; } = [];
}

/// <summary>One insight; an item of <c>summary.insights</c>.</summary>
/// <param name="Title">The subject; wire field <c>title</c>.</param>
/// <param name="Value">The finding; wire field <c>value</c>.</param>
public sealed record Insight(string? Title, string? Value);

/// <summary>One turn of a conversation; an item of <c>transcription</c>.</summary>
/// <param name="Speaker">The speaker, <c>agent</c> or <c>customer</c> in the reference; wire field <c>speaker</c>.</param>
/// <param name="Text">The spoken text; wire field <c>text</c>.</param>
/// <param name="Start">Seconds from the recording's start; wire field <c>start</c>.</param>
/// <param name="End">Seconds from the recording's start; wire field <c>end</c>.</param>
public sealed record TranscriptTurn(string? Speaker, string? Text, double? Start, double? End);

/// <summary><c>CUSTOMER_CREATE</c> or <c>CUSTOMER_CHANGE</c>.</summary>
public sealed record ContactEvent : SuperfoneEvent
{
    /// <summary>The contact's fields; its id is always known.</summary>
    public required ContactFields Contact { get; init; }

    /// <summary>The change; <see langword="null"/> for <c>CUSTOMER_CREATE</c>.</summary>
    public FieldChange? Change { get; init; }
}

/// <summary><c>TASK_CREATE</c>, <c>TASK_CHANGE</c>, <c>TASK_NOTIFY_TIME</c> or <c>TASK_DUE_TIME</c> (the reference's "Task fields").</summary>
public sealed record TaskEvent : SuperfoneEvent
{
    /// <summary>Superfone's key of the task; wire field <c>task_id</c>.</summary>
    public required long TaskId { get; init; }

    /// <summary><c>REMINDER</c>, <c>FIRST_CALL</c>, …; wire field <c>task_type</c>.</summary>
    public Optional<string> Type { get; init; }

    /// <summary><c>PENDING</c>, <c>COMPLETED</c>, …; wire field <c>task_status</c>.</summary>
    public Optional<string> Status { get; init; }

    /// <summary>The contact that the task is about; without an id if the payload names none.</summary>
    public required ContactFields Contact { get; init; }

    /// <summary>The change; <see langword="null"/> for events other than <c>TASK_CHANGE</c>.</summary>
    public FieldChange? Change { get; init; }
}

/// <summary>One changed field of a contact or task.</summary>
/// <param name="Key">The field, such as <c>lead_stage</c>, or a custom field's label; wire field <c>updated_key</c>.</param>
/// <param name="Value">The new value, any JSON; wire field <c>updated_value</c>. It may be kept: its document is not disposed.</param>
public sealed record FieldChange(string Key, JsonElement Value)
{
    /// <summary>Whether the payload carries <c>updated_value</c> at all; if it is absent, the field keeps its value.</summary>
    public bool HasValue { get; init; } = true;

    /// <summary>The value, to be read with the field's type; ignored values are added to the notes on the payload.</summary>
    public WireValue Wire => new(HasValue ? Value : default, new FieldPath("updated_value"), Notes ?? new ReadingNotes());

    internal ReadingNotes? Notes { get; init; }
}
