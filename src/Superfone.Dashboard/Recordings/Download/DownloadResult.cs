using Superfone.Dashboard.Storage.Primary.Recordings;

namespace Superfone.Dashboard.Recordings.Download;

/// <summary>The result of one attempt to download a recording.</summary>
internal sealed record DownloadResult
{
    private DownloadResult()
    {
    }

    /// <summary>The complete file; <see langword="null"/> if the attempt failed.</summary>
    public StoredFile? File { get; private init; }

    /// <summary>The reason why there is no file: a sentence without the URL's signature.</summary>
    public string? Reason { get; private init; }

    /// <summary>Whether this machine caused the failure, and not the URL. Such an attempt does not count, and is repeated soon.</summary>
    public bool IsPostponed { get; private init; }

    /// <summary>The file is stored.</summary>
    public static DownloadResult Stored(StoredFile file) => new() { File = file };

    /// <summary>The attempt failed.</summary>
    public static DownloadResult Failed(string reason) => new() { Reason = reason };

    /// <summary>This machine cannot download it now.</summary>
    public static DownloadResult Postponed(string reason) => new() { Reason = reason, IsPostponed = true };
}
