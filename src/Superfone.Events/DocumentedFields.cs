namespace Superfone.Events;

/// <summary>
/// Which fields the payload reference documents for an event. Fields are named by their paths: <c>contact_phones[].phone</c> is the
/// field <c>phone</c> of each item of <c>contact_phones</c>.
/// </summary>
public static class DocumentedFields
{
    private static readonly string[] Envelope =
        ["event", "superfone_number", "organization_name", "cdr_phone", "updated_key", "updated_value"];

    private static readonly string[] Contact =
    [
        "contact_id", "contact_first_name", "contact_last_name", "contact_phones", "contact_phones[].phone", "contact_phones[].customer_id",
        "contact_source", "contact_source_type", "contact_lead_stage_id", "contact_lead_stage_name", "contact_lead_group_id",
        "contact_lead_group_name", "contact_labels", "contact_labels[].id", "contact_labels[].title", "contact_products",
        "contact_products[].id", "contact_products[].title", "contact_assignee_user_id", "contact_business_name",
        "contact_additional_info", "contact_emails", "contact_custom_fields",
    ];

    private static readonly string[] Call =
    [
        "cdr_id", "cdr_disposition", "cdr_duration", "cdr_call_type", "cdr_start", "cdr_answer", "cdr_end", "cdr_ringing_duration",
        "ivr_inputs", "ivr_inputs[].greetingText", "ivr_inputs[].playbackText", "ivr_inputs[].userPressedKey", "dtmf_digits",
        "staff_first_name", "staff_last_name", "staff_phone",
    ];

    private static readonly string[] Summary =
    [
        "cdr_uuid", "cdr_duration", "summary", "summary.insights", "summary.insights[].title", "summary.insights[].value",
        "summary.summary_text", "summary_text", "transcription", "transcription[].speaker", "transcription[].text",
        "transcription[].start", "transcription[].end",
    ];

    private static readonly string[] Recording = ["cdr_recording_url", "cdr_recording_status"];

    private static readonly string[] Task = ["task_id", "task_type", "task_status"];

    private static readonly HashSet<string> OfAny = [.. Envelope, .. Contact, .. Call, .. Recording, .. Summary, .. Task];

    private static readonly Dictionary<EventKind, HashSet<string>> ByKind = Enum.GetValues<EventKind>().ToDictionary(kind => kind, Listed);

    /// <summary>Whether a field is documented.</summary>
    /// <param name="kind">The event; <see langword="null"/> for one that is not documented itself: then the fields of all events count.</param>
    /// <param name="path">The field's path.</param>
    public static bool Contain(EventKind? kind, string path) => (kind is { } known ? ByKind[known] : OfAny).Contains(path);

    /// <summary>The paths of all fields that an event documents.</summary>
    public static IReadOnlyCollection<string> Of(EventKind kind) => ByKind[kind];

    /// <summary>Whether what is within a field is the account's own, under names that nobody can document.</summary>
    /// <param name="path">The field's path.</param>
    public static bool IsFree(string path) => path is "updated_value" or "contact_custom_fields";

    private static HashSet<string> Listed(EventKind kind) => kind switch
    {
        EventKind.AllCalls or EventKind.MissedCall => [.. Envelope, .. Contact, .. Call],
        EventKind.RecordingAvailable => [.. Envelope, .. Contact, .. Call, .. Recording],
        EventKind.SummaryReady => [.. Envelope, .. Summary],
        EventKind.CustomerCreate or EventKind.CustomerChange => [.. Envelope, .. Contact],
        _ => [.. Envelope, .. Contact, .. Task],
    };
}
