using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Superfone.Events;

namespace Superfone.Dashboard.Tests.Shared.Payloads;

/// <summary>
/// A webhook body, built from a sample or from the few fields that a test needs. Each change makes a new payload; wherever text is
/// expected, a payload converts to its JSON.
/// </summary>
public sealed class Payload
{
    /// <summary>The account (<c>superfone_number</c>) of every payload.</summary>
    public const string Account = "+918000099999";

    /// <summary>The caller's number, unless a test says otherwise.</summary>
    public const string Phone = "+918000000001";

    /// <summary>The <c>cdr_uuid</c> of the sample summary.</summary>
    public const string Uuid = "8f4e2a31-2b6d-4c3a-9f1e-7a0b6c2d4e5f";

    /// <summary>The <c>cdr_uuid</c> of a second summary.</summary>
    public const string OtherUuid = "11111111-2b6d-4c3a-9f1e-7a0b6c2d4e5f";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly JsonObject _fields;

    private Payload(JsonObject fields) => _fields = fields;

    /// <summary>The names of the sample files, which are the names of their events.</summary>
    public static IEnumerable<string> SampleNames => Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!);

    private static string SampleNameOf(string name)
    {
        var samples = SampleNames.ToHashSet();
        if (samples.Contains(name))
            return name;
        var own = EventRegistry.All.Single(definition => definition.Name == name);
        var similar = EventRegistry.All.Where(other => other.Subject == own.Subject && samples.Contains(other.Name)).ToList();
        return (similar.Find(other => other.Action == own.Action) ?? similar[^1]).Name;
    }

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "payloads");

    /// <summary>Converts a payload to its JSON.</summary>
    public static implicit operator string(Payload payload) => payload.ToString();

    /// <summary>An event without any other field.</summary>
    public static Payload Of(string name) => new(new JsonObject { ["event"] = name });

    /// <summary>One of Superfone's sample payloads, with every field it documents.</summary>
    /// <param name="name">The event, such as <c>ALL_CALLS</c>; one without a sample, such as <c>MISSED_CALL</c>, shares that of a similar event.</param>
    public static Payload Sample(string name) =>
        new Payload(JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, $"{SampleNameOf(name)}.json")))!.AsObject()).As(name);

    /// <summary>The sample call under another key.</summary>
    public static Payload SampleCall(long cdrId) => Sample("ALL_CALLS").With("cdr_id", cdrId);

    /// <summary>The sample contact moving to another lead stage.</summary>
    public static Payload StageChange(string title) => Sample("CUSTOMER_CHANGE")
        .With("updated_value", new JsonObject { ["id"] = title.Length, ["title"] = title })
        .With("contact_lead_stage_name", title);

    /// <summary>A call of 142 seconds with <see cref="Phone"/>, without a contact or a staff member.</summary>
    /// <param name="cdrId">The key of the call.</param>
    /// <param name="start">When it started, UTC; it ends three minutes later.</param>
    /// <param name="disposition">The value of <c>cdr_disposition</c>.</param>
    /// <param name="type">The value of <c>cdr_call_type</c>.</param>
    public static Payload Call(long cdrId, DateTime start, string disposition = "ANSWER", string type = "OUTBOUND") => new(new JsonObject
    {
        ["event"] = "ALL_CALLS",
        ["superfone_number"] = Account,
        ["cdr_phone"] = Phone,
        ["cdr_id"] = cdrId,
        ["cdr_disposition"] = disposition,
        ["cdr_duration"] = 142,
        ["cdr_call_type"] = type,
        ["cdr_start"] = Iso(start),
        ["cdr_end"] = Iso(start.AddMinutes(3)),
    });

    /// <summary>A call from <see cref="Phone"/> that nobody answered.</summary>
    public static Payload Missed(long cdrId, DateTime start) => Call(cdrId, start, "NOANSWER", "INBOUND");

    /// <summary>An inbound call of one minute, answered by Ravi Patel; each key calls from a number of its own.</summary>
    public static Payload AnsweredCall(long cdrId, string start = "2026-05-15T10:30:00Z")
    {
        var end = DateTimeOffset.Parse(start, CultureInfo.InvariantCulture).AddMinutes(1).UtcDateTime;
        return Call(cdrId, end, "ANSWER", "INBOUND")
            .With("cdr_phone", $"+9170000{cdrId:D5}")
            .With("cdr_duration", 60)
            .With("cdr_start", start)
            .With("cdr_end", end.ToString("O"))
            .With("staff_first_name", "Ravi")
            .With("staff_last_name", "Patel")
            .With("staff_phone", "+919876543210");
    }

    /// <summary>A <c>MISSED_CALL</c> event: Ravi Patel's phone rang and nobody answered.</summary>
    public static Payload MissedCall(long cdrId, string start = "2026-05-15T10:30:00Z", string phone = "+917000011111") =>
        AnsweredCall(cdrId, start).As("MISSED_CALL").With("cdr_disposition", "NOANSWER").With("cdr_phone", phone).With("cdr_duration", 0);

    /// <summary>A summary that names its call only by <c>cdr_uuid</c>.</summary>
    /// <param name="uuid">The value of <c>cdr_uuid</c>.</param>
    /// <param name="text">The summary itself.</param>
    /// <param name="seconds">The length of its call.</param>
    public static Payload Summary(string uuid = Uuid, string text = "Asked for the price list", int seconds = 142) => new(new JsonObject
    {
        ["event"] = "CDR_SUMMARY_READY",
        ["superfone_number"] = Account,
        ["cdr_phone"] = null,
        ["cdr_uuid"] = uuid,
        ["cdr_duration"] = seconds,
        ["summary_text"] = text,
    });

    /// <summary>A new contact with one number; the event names no account.</summary>
    public static Payload Contact(long contactId, string phone = Phone, string name = "Asha") => Of("CUSTOMER_CREATE")
        .With("contact_id", contactId)
        .With("contact_first_name", name)
        .With("contact_phones", new JsonArray(new JsonObject { ["phone"] = phone, ["customer_id"] = contactId }));

    /// <summary>A change of one field of a contact.</summary>
    public static Payload Change(long contactId, string key, JsonNode? value) =>
        Of("CUSTOMER_CHANGE").With("contact_id", contactId).With("updated_key", key).With("updated_value", value);

    /// <summary>A pending reminder.</summary>
    /// <param name="taskId">The key of the task.</param>
    /// <param name="name">The event that carries it.</param>
    public static Payload Task(long taskId, string name = "TASK_CREATE") =>
        Of(name).With("task_id", taskId).With("contact_id", 12345).With("task_type", "REMINDER").With("task_status", "PENDING");

    /// <summary>A change of one field of a task.</summary>
    public static Payload TaskChange(long taskId, string key, JsonNode? value) =>
        Of("TASK_CHANGE").With("task_id", taskId).With("updated_key", key).With("updated_value", value);

    /// <summary>The value of <c>contact_phones</c>.</summary>
    public static JsonArray Phones(params string[] phones) =>
        [.. phones.Select(phone => new JsonObject { ["phone"] = phone, ["customer_id"] = 1 })];

    /// <summary>A signed link to a recording, valid for a week from 15 May 2026, 10:30 UTC.</summary>
    public static string RecordingUrl(string file) =>
        $"https://recordings.s3.amazonaws.com/acme/{file}?X-Amz-Date=20260515T103000Z&X-Amz-Expires=604800&X-Amz-Signature=0af3";

    /// <summary>An instant as Superfone writes it.</summary>
    public static string Iso(DateTime instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The same fields under another event.</summary>
    public Payload As(string name) => With("event", name);

    /// <summary>With one field changed or added; <see langword="null"/> is written as such.</summary>
    public Payload With(string field, JsonNode? value) => With(fields => fields[field] = value?.DeepClone());

    /// <summary>With some fields changed or added.</summary>
    public Payload With(JsonObject? fields) => With(own =>
    {
        foreach (var (name, value) in fields ?? [])
            own[name] = value?.DeepClone();
    });

    /// <summary>With any other change.</summary>
    public Payload With(Action<JsonObject>? change)
    {
        var copy = _fields.DeepClone().AsObject();
        change?.Invoke(copy);
        return new Payload(copy);
    }

    /// <summary>With the <c>cdr_uuid</c> of its summary.</summary>
    public Payload Named(string uuid = Uuid) => With("cdr_uuid", uuid);

    /// <summary>Without the fields of a contact, as an unknown caller's.</summary>
    public Payload WithoutContact() => With(fields =>
    {
        foreach (var name in fields.Select(field => field.Key).Where(name => name.StartsWith("contact_", StringComparison.Ordinal)).ToList())
            fields.Remove(name);
    });

    /// <summary>The JSON on one line, characters beyond ASCII escaped.</summary>
    public override string ToString() => _fields.ToJsonString();

    /// <summary>The JSON over several lines, as the sample files have it.</summary>
    public string ToIndentedString() => _fields.ToJsonString(Indented);

    /// <summary>The JSON as it is sent.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(ToString());
}
