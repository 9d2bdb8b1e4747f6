using System.Globalization;
using System.Text.Json.Serialization;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.ReadModels.Calls;

/// <summary>A call's recording and how far its file is.</summary>
/// <param name="Status">How far the file is.</param>
/// <param name="Url">Where to play it, on this server; only when it is stored.</param>
/// <param name="ContentType">The file's type; only when it is stored.</param>
/// <param name="SizeBytes">The file's size in bytes; only when it is stored.</param>
/// <param name="ExpiresUtc">When Superfone's own URL of it ends, UTC.</param>
/// <param name="Error">Why the last download failed.</param>
public sealed record RecordingItem(
    RecordingStatus Status,
    string? Url,
    string? ContentType,
    long? SizeBytes,
    DateTime? ExpiresUtc,
    string? Error)
{
    /// <summary>What is known of the file before anybody presses play; pages say so in time.</summary>
    [JsonIgnore]
    public Playability Playability { get; init; }

    /// <summary>The recording of a call as it stands; <see langword="null"/> if none was announced.</summary>
    /// <param name="call">The call.</param>
    /// <param name="recording">What is kept of its file; <see langword="null"/> if it has not been queued yet.</param>
    /// <param name="now">The present, UTC.</param>
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
