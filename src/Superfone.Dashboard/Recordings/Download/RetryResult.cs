namespace Superfone.Dashboard.Recordings.Download;

/// <summary>The result of a request to retry a download.</summary>
public enum RetryResult
{
    /// <summary>It is tried again at once.</summary>
    Queued,

    /// <summary>It is queued or being downloaded already.</summary>
    UnderWay,

    /// <summary>The file is stored.</summary>
    Stored,

    /// <summary>The sender's link has expired. It can be downloaded only if the sender announces it again.</summary>
    Ended,

    /// <summary>No recording of that call was announced.</summary>
    Unknown,

    /// <summary>Recordings are not downloaded at all (<c>Superfone:Recordings:Enabled</c>).</summary>
    Disabled,
}
