using Superfone.Dashboard.Recordings.Files;

namespace Superfone.Dashboard.Recordings.Download;

/// <summary>What became of one attempt.</summary>
internal sealed record DownloadResult
{
    private DownloadResult()
    {
    }

    /// <summary>The file, whole and on the disk; <see langword="null"/> when the attempt failed.</summary>
    public StoredFile? File { get; private init; }

    /// <summary>Why there is no file: a sentence without the URL's signature.</summary>
    public string? Reason { get; private init; }

    /// <summary>Whether the reason lies with this machine and says nothing about the URL: it is tried again soon.</summary>
    public bool IsPostponed { get; private init; }

    /// <summary>The file is there.</summary>
    public static DownloadResult Stored(StoredFile file) => new() { File = file };

    /// <summary>The attempt failed.</summary>
    public static DownloadResult Failed(string reason) => new() { Reason = reason };

    /// <summary>It cannot be done here now.</summary>
    public static DownloadResult Postponed(string reason) => new() { Reason = reason, IsPostponed = true };
}
