using System.Text.Json;
using System.Text.Json.Nodes;
using Superfone.Events;

namespace Superfone.Dashboard.Browser.Tests.Layout;

/// <summary>Events of every kind with <see cref="HostileTexts"/> in every field.</summary>
internal static class HostileEvents
{
    /// <summary>The key of the first call; the others follow.</summary>
    public const int FirstCall = 5;

    /// <summary>The key of the first missed call.</summary>
    public const int FirstMissed = 205;

    /// <summary>The agent of all calls.</summary>
    public const string Agent = "+919876543210";

    private const int FirstDamaged = 1_000;

    // Their values decide to what an event belongs and whether pages show it.
    private static readonly HashSet<string> Keys =
    [
        "event", "superfone_number", "cdr_phone", "contact_id", "contact_phones[].phone", "contact_phones[].customer_id", "contact_lead_stage_id",
        "contact_lead_group_id", "contact_labels[].id", "contact_products[].id", "contact_assignee_user_id", "cdr_id", "cdr_uuid", "cdr_disposition",
        "cdr_duration", "cdr_call_type", "cdr_start", "cdr_answer", "cdr_end", "cdr_ringing_duration", "staff_phone", "task_id",
        "transcription[].start", "transcription[].end",
    ];

    private static readonly HashSet<string> Lists = ["contact_emails", "dtmf_digits"];

    /// <summary>The number of the caller of a call or of a contact.</summary>
    public static string PhoneOf(int variant) => $"+9180000001{variant:D2}";

    /// <summary>Every text in every field that holds text; then events that have one in a field that holds something else.</summary>
    public static IEnumerable<string> All() =>
        [.. EventRegistry.All.SelectMany(_ => Enumerable.Range(0, HostileTexts.All.Count), Filled), .. EventRegistry.All.SelectMany(Damaged), .. Unrecognised()];

    private static string Filled(EventDefinition definition, int variant)
    {
        string body = Sound(definition, variant).With(HostileTexts.Of(variant), HostileTexts.Of(variant + 1));
        foreach (var (index, field) in TextsOf(definition).Index())
            body = JsonMutation.With(body, field, Lists.Contains(field) ? JsonSerializer.Serialize(HostileTexts.All) : JsonSerializer.Serialize(HostileTexts.Of(variant + index)));
        if (definition.Fields.Contains("contact_custom_fields"))
            body = JsonMutation.With(body, "contact_custom_fields", JsonSerializer.Serialize(HostileTexts.All.ToDictionary(name => name)));
        if (definition.Action == EventAction.Changed && variant % 2 == 0)
            body = JsonMutation.With(JsonMutation.With(body, "updated_key", "\"lead_stage\""), "updated_value", JsonSerializer.Serialize(new { id = variant, title = HostileTexts.Of(variant + 3) }));
        return body;
    }

    private static IEnumerable<string> Damaged(EventDefinition definition, int kind) =>
        definition.Fields.Where(field => !TextsOf(definition).Contains(field)).Select((field, index) =>
            JsonMutation.With(Filled(definition, FirstDamaged + 100 * kind + index), field, JsonSerializer.Serialize(HostileTexts.Of(index))));

    private static IEnumerable<string> Unrecognised() => HostileTexts.All.Select(text => new JsonObject { ["event"] = text, [text] = text }.ToJsonString());

    private static IEnumerable<string> TextsOf(EventDefinition definition) => definition.Fields
        .Where(field => !Keys.Contains(field) && !definition.Fields.Any(other => other.StartsWith($"{field}[", StringComparison.Ordinal) || other.StartsWith($"{field}.", StringComparison.Ordinal)));

    private static Payload Sound(EventDefinition definition, int variant) => Payload.Sample(definition.Name).With(fields =>
    {
        var isMissed = definition.Kind == EventKind.MissedCall;
        var uuid = $"8f4e2a31-0000-4000-8000-{variant:D12}";
        foreach (var (name, value) in new (string, JsonNode?)[]
        {
            ("cdr_id", (isMissed ? FirstMissed : FirstCall) + variant), ("cdr_uuid", isMissed ? null : uuid), ("cdr_phone", PhoneOf(variant)),
            ("task_id", 4_567 + variant), ("contact_id", People.Asha + variant),
        })
        {
            if (definition.Fields.Contains(name))
                fields[name] = value;
        }

        if (definition.Subject == EventSubject.Call && !isMissed)
            fields["cdr_uuid"] = uuid;
        if (isMissed)
            (fields["cdr_disposition"], fields["cdr_call_type"], fields["cdr_answer"], fields["cdr_phone"]) = ("NOANSWER", "INBOUND", null, PhoneOf(variant + 50));
        if (definition.Fields.Contains("contact_phones"))
            fields["contact_phones"] = new JsonArray(new JsonObject { ["phone"] = PhoneOf(variant), ["customer_id"] = variant });
    });
}
