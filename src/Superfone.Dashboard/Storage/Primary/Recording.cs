using Superfone.Dashboard.Domain.Calls;

namespace Superfone.Dashboard.Storage.Primary;

/// <summary>The recording of one call: a place in the queue of downloads until its file is stored, and the file's facts from then on.</summary>
public sealed class Recording
{
    /// <summary>The call.</summary>
    public required long CdrId { get; init; }

    /// <summary>The latest delivery that announced it; its body bears the URL.</summary>
    public long DeliveryId { get; set; }

    /// <summary>How far the file is.</summary>
    public RecordingStatus Status { get; set; }

    /// <summary>When the latest URL ends, UTC.</summary>
    public DateTime ExpiresUtc { get; set; }

    /// <summary>Downloads that were begun from the latest URL.</summary>
    public int Attempts { get; set; }

    /// <summary>When to try again at the earliest, UTC; <see langword="null"/> at once.</summary>
    public DateTime? NextAttemptUtc { get; set; }

    /// <summary>Why the last download failed: a sentence without the URL's signature.</summary>
    public string? Error { get; set; }

    /// <summary>Where the file is, below the data directory: <c>recordings/yyyy/MM/dd/…</c>; only when it is stored.</summary>
    public string? Path { get; set; }

    /// <summary>The file's type by its content; only when it is stored.</summary>
    public string? ContentType { get; set; }

    /// <summary>The file's size in bytes; only when it is stored.</summary>
    public long? SizeBytes { get; set; }

    /// <summary>SHA-256 over the file; only when it is stored.</summary>
    public byte[]? Sha256 { get; set; }

    /// <summary>When it was stored, UTC.</summary>
    public DateTime? StoredUtc { get; set; }

    /// <summary>What is known of the file before anybody presses play.</summary>
    public Playability Playability { get; set; }
}
