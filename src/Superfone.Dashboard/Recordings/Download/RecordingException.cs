namespace Superfone.Dashboard.Recordings.Download;

/// <summary>A download failed for a reason that can be shown; the message is a sentence without the URL's signature.</summary>
internal sealed class RecordingException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Whether the failure is one of this machine.</summary>
    public bool IsLocal { get; init; }
}
