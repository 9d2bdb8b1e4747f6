using System.Text.Json;
using Superfone.Events;

namespace Superfone.Simulator.Tests;

/// <summary>Each payload field by field against the tables of Superfone's payload reference.</summary>
public sealed class PayloadReferenceTests
{
    private const string Envelope = "event:string superfone_number:string organization_name:string";

    private const string Contact =
        "contact_id:number contact_first_name:string? contact_last_name:string? contact_phones:phones contact_source:string? contact_source_type:string? "
        + "contact_lead_stage_id:number? contact_lead_stage_name:string? contact_lead_group_id:number? contact_lead_group_name:string? contact_labels:titles "
        + "contact_products:titles contact_assignee_user_id:number? contact_business_name:string? contact_additional_info:string? contact_emails:strings? "
        + "contact_custom_fields:object";

    private const string Call =
        "cdr_phone:string? cdr_id:number cdr_disposition:disposition cdr_duration:number? cdr_call_type:direction cdr_start:instant? cdr_answer:instant? cdr_end:instant? "
        + "cdr_ringing_duration:number? staff_first_name:string? staff_last_name:string? staff_phone:string?";

    private const string Task = "task_id:number task_type:string? task_status:string?";
    private const string Change = "updated_key:string updated_value:any";
    private const string Menu = "ivr_inputs:menu dtmf_digits:strings";

    // The fields that an event always has, and those that it may have.
    private static readonly Dictionary<EventKind, (string Always, string Sometimes)> Reference = new()
    {
        [EventKind.AllCalls] = ($"{Envelope} {Call}", $"{Contact} {Menu}"),
        [EventKind.MissedCall] = ($"{Envelope} {Call}", $"{Contact} {Menu}"),
        [EventKind.RecordingAvailable] = ($"{Envelope} {Call} cdr_recording_url:url cdr_recording_status:ok", $"{Contact} {Menu}"),
        [EventKind.SummaryReady] = ($"{Envelope} cdr_phone:string? cdr_uuid:uuid cdr_duration:number summary:summary summary_text:string? transcription:turns", ""),
        [EventKind.CustomerCreate] = ($"{Envelope} cdr_phone:string? {Contact}", ""),
        [EventKind.CustomerChange] = ($"{Envelope} {Change} {Contact}", ""),
        [EventKind.TaskCreate] = ($"{Envelope} {Contact} {Task}", ""),
        [EventKind.TaskChange] = ($"{Envelope} {Change} {Contact} {Task}", ""),
        [EventKind.TaskNotifyTime] = ($"{Envelope} {Contact} {Task}", ""),
        [EventKind.TaskDueTime] = ($"{Envelope} {Contact} {Task}", ""),
    };

    public static TheoryData<EventKind> Kinds => [.. Reference.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Payload_OfEachEvent_HasTheDocumentedFieldsAndNoOthers(EventKind kind)
    {
        var (always, sometimes) = (Fields(Reference[kind].Always), Fields(Reference[kind].Sometimes));
        HashSet<string> seen = [];
        foreach (var simulated in Simulated.Year.Where(simulated => simulated.Event.Kind == kind).Take(3000))
        {
            var payload = JsonElement.Parse(EventWriter.Write(simulated.Event));
            Assert.All(always, field => Assert.True(payload.TryGetProperty(field.Key, out _), $"{field.Key} is missing in {payload}"));
            foreach (var property in payload.EnumerateObject())
            {
                var type = always.GetValueOrDefault(property.Name) ?? sometimes.GetValueOrDefault(property.Name);
                Assert.True(type is not null, $"{property.Name} is not documented for {kind}");
                Assert.True(Is(property.Value, type), $"{property.Name} is no {type}: {property.Value}");
                if (property.Value.ValueKind != JsonValueKind.Null)
                    seen.Add(property.Name);
            }
        }

        // Each documented field has a value somewhere, but for those that cannot: a summary has no phone, as in the sample.
        var empty = kind switch
        {
            EventKind.SummaryReady => "cdr_phone",
            EventKind.MissedCall => "cdr_answer",
            _ => null,
        };
        Assert.Equal(always.Keys.Concat(sometimes.Keys).Where(name => name != empty).Order(), seen.Order());
    }

    private static Dictionary<string, string> Fields(string list) =>
        list.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(field => field.Split(':')).ToDictionary(field => field[0], field => field[1]);

    private static bool Is(JsonElement value, string type) => type switch
    {
        [.. var known, '?'] => value.ValueKind == JsonValueKind.Null || Is(value, known),
        "any" => true,
        "number" => value.ValueKind == JsonValueKind.Number,
        "string" => value.ValueKind == JsonValueKind.String && value.GetString()!.Length > 0,
        "object" => value.ValueKind == JsonValueKind.Object,
        "instant" => value.GetString() is { Length: 24 } text && text.EndsWith('Z') && DateTimeOffset.TryParse(text, out _),
        "direction" => value.GetString() is "INBOUND" or "OUTBOUND",
        "disposition" => Dispositions.All.Contains(value.GetString()),
        "ok" => value.GetString() == "OK",
        "uuid" => Guid.TryParseExact(value.GetString(), "D", out _),
        "url" => value.GetString() is { } url && url.Contains("X-Amz-Date=") && url.Contains("&X-Amz-Expires=604800&") && url.Contains("&X-Amz-Signature="),
        "strings" => All(value, item => item.ValueKind == JsonValueKind.String),
        "phones" => All(value, item => HasOnly(item, "phone:string customer_id:number")),
        "titles" => All(value, item => HasOnly(item, "id:number title:string")),
        "menu" => All(value, item => HasOnly(item, "greetingText:string? playbackText:string? userPressedKey:string?")),
        "turns" => All(value, item => HasOnly(item, "speaker:string text:string start:number end:number")),
        "insights" => All(value, item => HasOnly(item, "title:string value:string")),
        "summary" => HasOnly(value, "insights:insights summary_text:string?"),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    private static bool All(JsonElement value, Func<JsonElement, bool> isGood) => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(isGood);

    private static bool HasOnly(JsonElement value, string fields)
    {
        var known = Fields(fields);
        return value.EnumerateObject().Count() == known.Count && value.EnumerateObject().All(property => known.TryGetValue(property.Name, out var type) && Is(property.Value, type));
    }
}
