using Superfone.Dashboard.Storage.Objects;

namespace Superfone.Dashboard.Recordings.Files;

/// <summary>
/// Where the files of recordings are kept: in the data directory, or in a bucket. What a path begins with says where its file is, so that the
/// files of both can be read whichever new ones go to.
/// </summary>
public interface IRecordingStore
{
    /// <summary>Takes a complete, flushed file in, durably.</summary>
    /// <param name="file">The file; it is not there afterwards.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>The path of the recording.</returns>
    /// <exception cref="IOException">It could not be stored here; the file is still there.</exception>
    /// <exception cref="ObjectStoreException">The same.</exception>
    Task<string> AddAsync(StagedFile file, CancellationToken cancellation);

    /// <summary>Opens a file for reading.</summary>
    /// <param name="file">The file.</param>
    /// <param name="wanted">The bytes that will be read; <see langword="null"/> to see only whether it is there.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>A stream that can seek; <see langword="null"/> if the file is missing or not whole.</returns>
    /// <exception cref="ObjectStoreException">The store does not say.</exception>
    Task<Stream?> OpenAsync(RecordingFile file, ByteSpan? wanted, CancellationToken cancellation);

    /// <summary>Deletes a file, if it is there.</summary>
    /// <exception cref="IOException">It could not be deleted.</exception>
    /// <exception cref="ObjectStoreException">The same.</exception>
    Task DeleteAsync(string path, CancellationToken cancellation);

    /// <summary>Deletes the files that a killed process left behind: incomplete files, and complete ones that were not recorded.</summary>
    /// <param name="unfinished">Calls whose download was not finished.</param>
    /// <param name="cancellation">Stops.</param>
    Task CleanAsync(IReadOnlyCollection<long> unfinished, CancellationToken cancellation);

    /// <summary>Deletes files of downloads that nobody knows of: a kill or an erasure came between the file and its row.</summary>
    /// <param name="read">
    /// Reads the paths of all stored files and the calls whose recordings are being downloaded. It is called after the files are listed, so that
    /// no file of a later download is taken for unknown.
    /// </param>
    /// <param name="cancellation">Stops.</param>
    Task DeleteUnknownAsync(Func<(HashSet<string> Known, HashSet<long> Downloading)> read, CancellationToken cancellation);
}
