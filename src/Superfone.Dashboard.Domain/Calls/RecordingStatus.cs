namespace Superfone.Dashboard.Domain.Calls;

/// <summary>The state of a recording's download.</summary>
public enum RecordingStatus
{
    /// <summary>It waits to be downloaded.</summary>
    Pending,

    /// <summary>It is being downloaded.</summary>
    Downloading,

    /// <summary>It can be played.</summary>
    Stored,

    /// <summary>The last download failed; it is retried until the URL expires.</summary>
    Failed,

    /// <summary>The URL expired before the file was stored.</summary>
    Expired,
}
