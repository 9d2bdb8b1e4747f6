using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.Objects;

namespace Superfone.Dashboard.Recordings.Files;

/// <summary>The files of recordings, in <c>recordings/yyyy/MM/dd/</c> below the data directory. All file names are created here.</summary>
public sealed partial class RecordingFolder(DataDirectory data, IOptionsMonitor<RecordingOptions> options) : IRecordingStore
{
    private const string Name = "recordings";
    private const string PartExtension = ".part";
    private const int BufferSize = 1 << 16;

    private readonly string _root = Path.Combine(data.Path, Name) + Path.DirectorySeparatorChar;

    /// <summary>Creates the path for a new file.</summary>
    /// <param name="cdrId">The call.</param>
    /// <param name="announcedUtc">The time at which the recording was announced; its day names the folder.</param>
    /// <returns>The full path to write to.</returns>
    public string CreatePart(long cdrId, DateTime announcedUtc)
    {
        var folder = Path.Combine(_root, announcedUtc.ToString("yyyy/MM/dd", CultureInfo.InvariantCulture));
        if (!Directory.Exists(folder))
        {
            PrivateFiles.CreateFolder(folder);
            for (var parent = Path.GetDirectoryName(folder); parent?.Length >= data.Path.Length; parent = Path.GetDirectoryName(parent))
                DirectoryFlush.Flush(parent);
        }

        return Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{cdrId}-{Guid.NewGuid():N}{PartExtension}"));
    }

    /// <inheritdoc/>
    public Task<string> AddAsync(StagedFile file, CancellationToken cancellation)
    {
        var path = Path.ChangeExtension(file.Part, file.Extension);
        File.Move(file.Part, path);
        DirectoryFlush.Flush(Path.GetDirectoryName(path)!);
        return Task.FromResult(PathOf(path));
    }

    /// <inheritdoc/>
    public Task<Stream?> OpenAsync(RecordingFile file, ByteSpan? wanted, CancellationToken cancellation)
    {
        try
        {
            var stream = Path.GetFullPath(file.Path, data.Path) is var path && path.StartsWith(_root, StringComparison.Ordinal)
                ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferSize, FileOptions.Asynchronous)
                : null;
            if (stream is null || stream.Length == file.SizeBytes)
                return Task.FromResult<Stream?>(stream);
            stream.Dispose();
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            // As one that is not whole.
        }

        return Task.FromResult<Stream?>(null);
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string path, CancellationToken cancellation)
    {
        var full = Path.GetFullPath(path, data.Path);
        if (full.StartsWith(_root, StringComparison.Ordinal))
            File.Delete(full);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task CleanAsync(IReadOnlyCollection<long> unfinished, CancellationToken cancellation)
    {
        if (!Directory.Exists(_root))
            return Task.CompletedTask;
        var owners = unfinished.Select(cdrId => cdrId.ToString(CultureInfo.InvariantCulture)).ToHashSet();
        foreach (var path in Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories))
        {
            cancellation.ThrowIfCancellationRequested();
            var name = Path.GetFileName(path);
            if (name.EndsWith(PartExtension, StringComparison.Ordinal) || owners.Contains(name.Split('-')[0]))
                File.Delete(path);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task DeleteUnknownAsync(Func<(HashSet<string> Known, HashSet<long> Downloading)> read, CancellationToken cancellation)
    {
        if (!Directory.Exists(_root))
            return Task.CompletedTask;
        var paths = Directory.GetFiles(_root, "*", SearchOption.AllDirectories);
        var (known, downloading) = read();
        foreach (var path in paths)
        {
            if (CallOf(Path.GetFileName(path)) is { } cdrId && !known.Contains(PathOf(path)) && !downloading.Contains(cdrId))
                File.Delete(path);
        }

        return Task.CompletedTask;
    }

    /// <summary>The full path of a file that is kept here.</summary>
    internal string FullPathOf(string path) => Path.GetFullPath(path, data.Path);

    /// <summary>The reason why the disk has no space for a number of bytes; <see langword="null"/> if it has.</summary>
    public string? LackOfRoom(long bytes)
    {
        var free = new DriveInfo(data.Path).AvailableFreeSpace;
        var reserve = options.CurrentValue.ReserveBytes;
        return free - reserve >= bytes
            ? null
            : $"The disk has {Megabytes(free)} MB left, and {Megabytes(reserve)} MB are kept for new events (Superfone:Recordings:ReserveBytes). "
                + "Downloads go on when there is room.";
    }

    /// <summary>The call of a file of a download, by its name; <see langword="null"/> for any other file.</summary>
    internal static long? CallOf(string name) => DownloadName().Match(name) is { Success: true } match
        && long.TryParse(match.Groups["call"].ValueSpan, CultureInfo.InvariantCulture, out var cdrId) ? cdrId : null;

    private string PathOf(string full) => Path.GetRelativePath(data.Path, full).Replace(Path.DirectorySeparatorChar, '/');

    // As CreatePart names them.
    [GeneratedRegex(@"^(?<call>[0-9]+)-[0-9a-f]{32}\.", RegexOptions.ExplicitCapture)]
    private static partial Regex DownloadName();

    private static string Megabytes(long bytes) => (bytes / 1_000_000).ToString("#,0", CultureInfo.InvariantCulture);
}
