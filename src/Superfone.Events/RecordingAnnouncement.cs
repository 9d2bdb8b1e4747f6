using System.Text.Json;
using Superfone.Events.Reading;

namespace Superfone.Events;

/// <summary>
/// The recording in a call's payload, read without the rest.
/// </summary>
/// <param name="CdrId">The call; wire field <c>cdr_id</c>.</param>
/// <param name="Url">Where the recording is; wire field <c>cdr_recording_url</c>.</param>
public sealed record RecordingAnnouncement(long CdrId, string Url)
{
    /// <summary>Finds the announcement in the body of a call event; <see langword="null"/> if there is none.</summary>
    /// <param name="body">The body as received.</param>
    public static RecordingAnnouncement? Find(ReadOnlyMemory<byte> body)
    {
        // Most call bodies announce nothing, which shows without parsing them.
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
