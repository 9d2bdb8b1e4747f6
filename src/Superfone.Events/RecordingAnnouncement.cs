using System.Text.Json;

namespace Superfone.Events;

/// <summary>
/// What a call's payload says of its recording. It is read apart from the rest: a payload that cannot be read as a whole may still
/// name a recording, which nobody could fetch later.
/// </summary>
/// <param name="CdrId">The call; wire field <c>cdr_id</c>.</param>
/// <param name="Url">Where the recording is; wire field <c>cdr_recording_url</c>.</param>
public sealed record RecordingAnnouncement(long CdrId, string Url)
{
    private const string UrlName = "cdr_recording_url";

    /// <summary>Finds the announcement in the body of a call's event; <see langword="null"/> where there is none.</summary>
    /// <param name="body">The body as received.</param>
    public static RecordingAnnouncement? Find(ReadOnlyMemory<byte> body)
    {
        // Most calls' bodies announce nothing, and need no parsing to see it.
        if (body.Span.IndexOf("cdr_recording_url"u8) < 0)
            return null;
        try
        {
            using var document = JsonDocument.Parse(HalfPairs.Replace(EventClassifier.WithoutByteOrderMark(body)));
            return Find(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or EventFormatException)
        {
            return null;
        }
    }

    private static RecordingAnnouncement? Find(JsonElement payload)
    {
        if (payload.ValueKind != JsonValueKind.Object)
            return null;
        var url = LenientJson.Text(LenientJson.Field(payload, UrlName), UrlName);
        return !string.IsNullOrWhiteSpace(url) && LenientJson.WholeNumber(LenientJson.Field(payload, "cdr_id"), "cdr_id") is { } cdrId
            ? new RecordingAnnouncement(cdrId, url.Trim())
            : null;
    }
}
