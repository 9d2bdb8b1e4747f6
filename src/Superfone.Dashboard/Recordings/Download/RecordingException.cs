namespace Superfone.Dashboard.Recordings.Download;

/// <summary>Thrown when a download fails for a reason that can be shown; the message is a sentence without the URL's signature.</summary>
internal sealed class RecordingException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Whether this machine caused the failure.</summary>
    public bool IsLocal { get; init; }
}
