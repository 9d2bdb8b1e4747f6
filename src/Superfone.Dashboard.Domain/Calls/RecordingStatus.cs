namespace Superfone.Dashboard.Domain.Calls;

/// <summary>How far the file of a recording is.</summary>
public enum RecordingStatus
{
    /// <summary>It waits to be downloaded.</summary>
    Pending,

    /// <summary>It is being downloaded.</summary>
    Downloading,

    /// <summary>It can be played.</summary>
    Stored,

    /// <summary>The last download failed; it is tried again until the URL ends.</summary>
    Failed,

    /// <summary>The URL ended before the file was stored.</summary>
    Expired,
}
