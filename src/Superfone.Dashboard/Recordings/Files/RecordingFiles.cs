using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Recordings.Download;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Recordings.Files;

/// <summary>Finds the files of recordings.</summary>
public sealed class RecordingFiles(
    IDbContextFactory<PrimaryContext> contexts, RecordingFolder folder, DownloadBacklog queue, ILogger<RecordingFiles> logger)
{
    /// <summary>
    /// Finds the file of a call's recording; <see langword="null"/> if none is stored. If a stored file is missing, it is downloaded again
    /// as long as the sender's link is valid.
    /// </summary>
    public async Task<RecordingFile?> FindAsync(long cdrId, CancellationToken cancellation = default)
    {
        await using var primary = await contexts.CreateDbContextAsync(cancellation);
        var row = await primary.Recordings.AsNoTracking()
            .SingleOrDefaultAsync(recording => recording.CdrId == cdrId && recording.Status == RecordingStatus.Stored, cancellation);
        if (row is not { Path: { } path, ContentType: { } type, SizeBytes: { } size, Sha256: { } hash, StoredUtc: { } stored })
            return null;
        if (folder.Find(path, size) is { } file)
            return new RecordingFile(file.FullName, type, hash, stored);

        logger.LogWarning("The recording of call {CdrId} is not at {Path} any more, or not whole", cdrId, path);
        await queue.LoseAsync(cdrId, path).WaitAsync(cancellation);
        return null;
    }
}
