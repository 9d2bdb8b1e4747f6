using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Recordings.Download;
using Superfone.Dashboard.Storage.Nodes;
using Superfone.Dashboard.Storage.Objects;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Recordings.Files;

/// <summary>Finds the files of recordings.</summary>
public sealed class RecordingFiles
{
    private readonly IDbContextFactory<PrimaryContext> _contexts;
    private readonly RecordingStores _stores;
    private readonly DownloadBacklog _queue;
    private readonly NodeBoard _nodes;
    private readonly TimeProvider _time;
    private readonly ILogger<RecordingFiles> _logger;

    internal RecordingFiles(
        IDbContextFactory<PrimaryContext> contexts, RecordingStores stores, DownloadBacklog queue, NodeBoard nodes, TimeProvider time, ILogger<RecordingFiles> logger) =>
        (_contexts, _stores, _queue, _nodes, _time, _logger) = (contexts, stores, queue, nodes, time, logger);

    /// <summary>Finds the stored recording of a call; <see langword="null"/> if there is none.</summary>
    public async Task<RecordingFile?> FindAsync(long cdrId, CancellationToken cancellation = default)
    {
        await using var primary = await _contexts.CreateDbContextAsync(cancellation);
        var row = await primary.Recordings.AsNoTracking()
            .SingleOrDefaultAsync(recording => recording.CdrId == cdrId && recording.Status == RecordingStatus.Stored, cancellation);
        return row is null ? null : Of(row);
    }

    /// <summary>
    /// Opens the file of a recording; <see langword="null"/> if it is missing. It is then downloaded again as long as the sender's link is valid.
    /// </summary>
    /// <param name="file">The recording.</param>
    /// <param name="wanted">The first byte that will be read, and the one behind the last; <see langword="null"/> to see only whether it is there.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="RecordingUnavailableException">The S3 store does not give it now.</exception>
    public async Task<Stream?> OpenAsync(RecordingFile file, (long From, long End)? wanted, CancellationToken cancellation = default)
    {
        try
        {
            return await OpenAsync(file, wanted is var (from, end) ? new ByteSpan(from, end) : null, cancellation);
        }
        catch (ObjectStoreException error)
        {
            throw new RecordingUnavailableException(error);
        }
    }

    /// <summary>The file of a row; <see langword="null"/> if it has none.</summary>
    internal static RecordingFile? Of(Recording row) =>
        row is { Path: { } path, ContentType: { } type, SizeBytes: { } size, Sha256: { } hash, StoredUtc: { } stored }
            ? new RecordingFile(row.CdrId, path, type, size, hash, stored, row.ExpiresUtc)
            : null;

    private async Task<Stream?> OpenAsync(RecordingFile file, ByteSpan? wanted, CancellationToken cancellation)
    {
        if (await _stores.OpenAsync(file, wanted, cancellation) is { } content)
            return content;

        // It may just have been moved.
        if (await FindAsync(file.CdrId, cancellation) is { } now && now.Path != file.Path)
            return await _stores.OpenAsync(now, wanted, cancellation);
        _logger.LogWarning("The recording of call {CdrId} is not at {Path} any more, or not whole", file.CdrId, file.Path);

        // With a wrong bucket nothing is found; what cannot be downloaded again is found once it is the right one. What is not on this disk may be on that of
        // another node, which is about to move it.
        if (!_stores.IsInS3(file.Path) && _nodes.HasOthers)
            return null;
        if (!_stores.IsInS3(file.Path) || file.ExpiresUtc > _time.GetUtcNow().UtcDateTime)
            await _queue.LoseAsync(file.CdrId, file.Path).WaitAsync(cancellation);
        return null;
    }
}
