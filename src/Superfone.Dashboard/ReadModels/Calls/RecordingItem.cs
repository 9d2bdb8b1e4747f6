using System.Globalization;
using System.Text.Json.Serialization;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.ReadModels.Calls;

/// <summary>A call's recording and the state of its file.</summary>
/// <param name="Status">The state of the file.</param>
/// <param name="Url">The URL to play it from, on this server; only when it is stored.</param>
/// <param name="ContentType">The file's content type; only when it is stored.</param>
/// <param name="SizeBytes">The file's size in bytes; only when it is stored.</param>
/// <param name="ExpiresUtc">The expiry of Superfone's own URL, UTC.</param>
/// <param name="Error">The reason why the last download failed.</param>
public sealed record RecordingItem(
    RecordingStatus Status,
    string? Url,
    string? ContentType,
    long? SizeBytes,
    DateTime? ExpiresUtc,
    string? Error)
{
    /// <summary>The playability that is known before the file is played, so that pages can warn in time.</summary>
    [JsonIgnore]
    public Playability Playability { get; init; }

    /// <summary>The current recording of a call; <see langword="null"/> if none was announced.</summary>
    /// <param name="call">The call.</param>
    /// <param name="recording">The stored state of its file; <see langword="null"/> if it has not been queued yet.</param>
    /// <param name="now">The current time, UTC.</param>
    public static RecordingItem? Of(Call call, Recording? recording, DateTime now)
    {
        if (call.RecordingExpiresUtc is not { } announced)
            return null;
        var expires = recording?.ExpiresUtc ?? announced;
        if (recording is { Status: RecordingStatus.Stored })
        {
            var url = string.Create(CultureInfo.InvariantCulture, $"/api/v1/calls/{call.CdrId}/recording");
            return new RecordingItem(RecordingStatus.Stored, url, recording.ContentType, recording.SizeBytes, expires, null)
            {
                Playability = recording.Playability,
            };
        }

        var status = recording?.Status ?? RecordingStatus.Pending;
        var hasEnded = expires <= now && status != RecordingStatus.Downloading;
        return new RecordingItem(hasEnded ? RecordingStatus.Expired : status, null, null, null, expires, recording?.Error);
    }
}
