using Superfone.Dashboard.Domain.Calls;

namespace Superfone.Dashboard.Storage.Primary;

/// <summary>The recording of a call: an item in the queue of downloads until its file is stored, and the description of the file from then on.</summary>
public sealed class Recording
{
    /// <summary>The call.</summary>
    public required long CdrId { get; init; }

    /// <summary>The latest delivery that announced it; its body contains the URL.</summary>
    public long DeliveryId { get; set; }

    /// <summary>Its status.</summary>
    public RecordingStatus Status { get; set; }

    /// <summary>The expiry of the latest URL, UTC.</summary>
    public DateTime ExpiresUtc { get; set; }

    /// <summary>The number of downloads from the latest URL that were started.</summary>
    public int Attempts { get; set; }

    /// <summary>The earliest time of the next attempt, UTC; <see langword="null"/> for at once.</summary>
    public DateTime? NextAttemptUtc { get; set; }

    /// <summary>The reason why the last download failed: a sentence without the URL's signature.</summary>
    public string? Error { get; set; }

    /// <summary>The path of the file below the data directory: <c>recordings/yyyy/MM/dd/…</c>; only if it is stored.</summary>
    public string? Path { get; set; }

    /// <summary>The content type of the file, detected from its bytes; only if it is stored.</summary>
    public string? ContentType { get; set; }

    /// <summary>The size of the file in bytes; only if it is stored.</summary>
    public long? SizeBytes { get; set; }

    /// <summary>The SHA-256 of the file; only if it is stored.</summary>
    public byte[]? Sha256 { get; set; }

    /// <summary>The time at which it was stored, UTC.</summary>
    public DateTime? StoredUtc { get; set; }

    /// <summary>Whether a browser is expected to play the file.</summary>
    public Playability Playability { get; set; }
}
