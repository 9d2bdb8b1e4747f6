namespace Superfone.Dashboard.Recordings.Download;

/// <summary>What became of the wish to try a download again.</summary>
public enum RetryResult
{
    /// <summary>It is tried again at once.</summary>
    Queued,

    /// <summary>It waits for its turn or is being downloaded already.</summary>
    UnderWay,

    /// <summary>The file is here.</summary>
    Stored,

    /// <summary>The sender's link has ended: nothing can be tried, unless the sender announces the recording anew.</summary>
    Ended,

    /// <summary>No recording of that call was announced.</summary>
    Unknown,

    /// <summary>Recordings are not downloaded at all (<c>Superfone:Recordings:Enabled</c>).</summary>
    Disabled,
}
