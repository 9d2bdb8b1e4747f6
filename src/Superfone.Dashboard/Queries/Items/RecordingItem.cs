using Superfone.Dashboard.Domain;

namespace Superfone.Dashboard.Queries.Items;

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
    /// <summary>The recording of a call as it stands; <see langword="null"/> where none was announced.</summary>
    /// <param name="call">The call.</param>
    /// <param name="now">The present, UTC.</param>
    public static RecordingItem? Of(Call call, DateTime now) => call.RecordingExpiresUtc is { } expires
        ? new RecordingItem(expires <= now ? RecordingStatus.Expired : RecordingStatus.Pending, null, null, null, expires, null)
        : null;
}
