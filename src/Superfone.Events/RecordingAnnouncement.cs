using System.Text.Json;
using Superfone.Events.Reading;

namespace Superfone.Events;

/// <summary>The recording that a call's payload announces, read without the other fields.</summary>
/// <param name="CdrId">The call; wire field <c>cdr_id</c>.</param>
/// <param name="Url">The URL of the recording; wire field <c>cdr_recording_url</c>.</param>
public sealed record RecordingAnnouncement(long CdrId, string Url)
{
    /// <summary>Finds the announcement in the body of a call event; <see langword="null"/> if there is none.</summary>
    /// <param name="body">The body as received.</param>
    public static RecordingAnnouncement? Find(ReadOnlyMemory<byte> body)
    {
        // Most call bodies announce no recording; a search for the field's name shows it without parsing.
        if (body.Span.IndexOf("cdr_recording_url"u8) < 0 && body.Span.IndexOf("\\u"u8) < 0)
            return null;
        try
        {
            using var read = BodyJson.Parse(body);
            return Find(read.Root);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static RecordingAnnouncement? Find(JsonElement payload) =>
        payload.ValueKind == JsonValueKind.Object
        && LenientJson.TryText(LenientJson.Field(payload, "cdr_recording_url"), out var url) && !string.IsNullOrWhiteSpace(url)
        && LenientJson.TryWholeNumber(LenientJson.Field(payload, "cdr_id"), out var cdrId) && cdrId is { } id
            ? new RecordingAnnouncement(id, url.Trim())
            : null;
}
