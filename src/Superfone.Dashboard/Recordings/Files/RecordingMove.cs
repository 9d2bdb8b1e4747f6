using System.Security.Cryptography;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.Nodes;
using Superfone.Dashboard.Storage.Objects;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Recordings;

namespace Superfone.Dashboard.Recordings.Files;

/// <summary>
/// Moves one recording: a complete copy first, then its row, then the former file is deleted. A kill in between leaves a file too many, which the
/// next erasure finds, and never one too few.
/// </summary>
internal sealed class RecordingMove(
    RecordingFolder folder, RecordingBucket bucket, RecordingTable recordings, NodeBoard nodes, PrimaryWriter writer, ILogger<RecordingMove> logger)
{
    /// <summary>Whether the disk has no room for more.</summary>
    public bool LacksRoom => folder.LackOfRoom(0) is not null;

    /// <summary>Moves a recording.</summary>
    /// <param name="file">The recording.</param>
    /// <param name="isToS3">Whether it goes to S3; otherwise it goes to the data directory.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>Whether it was moved; <see langword="false"/> if it was erased meanwhile, is damaged, or if the disk has no room.</returns>
    /// <exception cref="ObjectStoreException">S3 does not take or give it.</exception>
    /// <exception cref="IOException">The data directory does not.</exception>
    public async Task<bool> RunAsync(RecordingFile file, bool isToS3, CancellationToken cancellation)
    {
        if (!isToS3 && folder.LackOfRoom(file.SizeBytes) is not null)
            return false;
        var path = isToS3 ? await UploadAsync(file, cancellation) : await FetchAsync(file, cancellation);
        if (path is null)
        {
            // It may be on the disk of another node, which moves it itself.
            if (!isToS3 || !nodes.HasOthers)
                logger.LogWarning("The recording of call {CdrId} is missing or not what was stored, and stays listed where it was", file.CdrId);
            return false;
        }

        // From here on, nothing is left half done because of a stop.
        var isMoved = await writer.RunAsync(() => recordings.Relocate(file.CdrId, file.Path, path));
        var unused = isMoved ? file.Path : path;
        await (bucket.Has(unused) ? bucket.DeleteAsync(unused, CancellationToken.None) : folder.DeleteAsync(unused, CancellationToken.None));
        return isMoved;
    }

    private async Task<string?> UploadAsync(RecordingFile file, CancellationToken cancellation)
    {
        await using (var content = await folder.OpenAsync(file, null, cancellation))
        {
            if (content is null || !(await SHA256.HashDataAsync(content, cancellation)).AsSpan().SequenceEqual(file.Sha256))
                return null;
        }

        return await bucket.CopyAsync(StagedOf(file, folder.FullPathOf(file.Path)), cancellation);
    }

    private async Task<string?> FetchAsync(RecordingFile file, CancellationToken cancellation)
    {
        await using var content = await bucket.OpenAsync(file, new ByteSpan(0, file.SizeBytes), cancellation);
        if (content is null)
            return null;
        var part = folder.CreatePart(file.CdrId, file.StoredUtc);
        try
        {
            await using (var target = new FileStream(part, PrivateFiles.NewFile()))
            {
                await content.CopyToAsync(target, cancellation);
                target.Flush(flushToDisk: true);
            }

            return await folder.AddAsync(StagedOf(file, part), cancellation);
        }
        catch (InvalidDataException)
        {
            File.Delete(part);
            return null;
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }

    private static StagedFile StagedOf(RecordingFile file, string part) => new(part, Path.GetExtension(file.Path), file.ContentType, file.SizeBytes, file.Sha256);
}
