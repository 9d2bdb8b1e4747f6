using System.Text.Json;
using Superfone.Events.Reading;

namespace Superfone.Events;

/// <summary>The ids and numbers in a body by which the body can be attributed to a person. Read from any JSON object, even one that is quarantined.</summary>
public sealed record BodyIds
{
    private static readonly BodyIds None = new();

    private BodyIds()
    {
    }

    /// <summary>Whether the body is a JSON object.</summary>
    public bool IsObject { get; private init; }

    /// <summary>The event; <see langword="null"/> if the body does not name a documented one.</summary>
    public EventKind? Kind { get; private init; }

    /// <summary>Wire field <c>contact_id</c>.</summary>
    public long? ContactId { get; private init; }

    /// <summary>Wire field <c>cdr_id</c>.</summary>
    public long? CdrId { get; private init; }

    /// <summary>Wire field <c>cdr_uuid</c>, normalized.</summary>
    public string? CdrUuid { get; private init; }

    /// <summary>Wire field <c>task_id</c>.</summary>
    public long? TaskId { get; private init; }

    /// <summary>Wire field <c>cdr_recording_url</c>.</summary>
    public string? RecordingUrl { get; private init; }

    /// <summary>The customer's number of the call, as received; wire field <c>cdr_phone</c>.</summary>
    public string? Phone { get; private init; }

    /// <summary>The contact's numbers, as received; wire field <c>contact_phones</c>.</summary>
    public IReadOnlyList<string> ContactPhones { get; private init; } = [];

    /// <summary>Reads a body; it never throws.</summary>
    /// <param name="body">The decompressed body; any bytes.</param>
    public static BodyIds Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var read = BodyJson.Parse(body);
            return read.Root.ValueKind == JsonValueKind.Object ? Read(read.Root) : None;
        }
        catch (JsonException)
        {
            return None;
        }
    }

    private static BodyIds Read(JsonElement root)
    {
        var payload = new WireValue(root, new FieldPath(""), new ReadingNotes());
        return new BodyIds
        {
            IsObject = true,
            Kind = EventNames.Find(payload["event"].Text().Value),
            ContactId = payload["contact_id"].WholeNumber().Value,
            CdrId = payload["cdr_id"].WholeNumber().Value,
            CdrUuid = EventClassifier.NormalizeUuid(payload["cdr_uuid"].Text().Value),
            TaskId = payload["task_id"].WholeNumber().Value,
            RecordingUrl = payload["cdr_recording_url"].Text().Value,
            Phone = payload["cdr_phone"].Text().Value,
            ContactPhones = [.. (payload["contact_phones"].List(item => item.Phone()).Value ?? []).Select(phone => phone.Phone)],
        };
    }
}
