using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Storage;

namespace Superfone.Dashboard.Recordings.Files;

/// <summary>The files of recordings, in <c>recordings/yyyy/MM/dd/</c> below the data directory. All file names are created here.</summary>
public sealed partial class RecordingFolder(DataDirectory data, IOptionsMonitor<RecordingOptions> options)
{
    private const string Name = "recordings";
    private const string PartExtension = ".part";

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

    /// <summary>Durably gives a complete, flushed file its final name.</summary>
    /// <returns>Its path below the data directory.</returns>
    public string Complete(string part, string extension)
    {
        var path = Path.ChangeExtension(part, extension);
        File.Move(part, path);
        DirectoryFlush.Flush(Path.GetDirectoryName(path)!);
        return Path.GetRelativePath(data.Path, path).Replace(Path.DirectorySeparatorChar, '/');
    }

    /// <summary>Finds the file of a stored path; <see langword="null"/> if it is missing, incomplete or outside the folder.</summary>
    public FileInfo? Find(string path, long sizeBytes)
    {
        var file = new FileInfo(Path.GetFullPath(path, data.Path));
        return file.FullName.StartsWith(_root, StringComparison.Ordinal) && file.Exists && file.Length == sizeBytes ? file : null;
    }

    /// <summary>Deletes the files that a killed process left behind: incomplete files, and complete ones that were not recorded.</summary>
    /// <param name="unfinished">Calls whose download was not finished.</param>
    /// <param name="cancellation">Stops the operation.</param>
    public void Clean(IReadOnlyCollection<long> unfinished, CancellationToken cancellation)
    {
        if (!Directory.Exists(_root))
            return;
        var owners = unfinished.Select(cdrId => cdrId.ToString(CultureInfo.InvariantCulture)).ToHashSet();
        foreach (var path in Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories))
        {
            cancellation.ThrowIfCancellationRequested();
            var name = Path.GetFileName(path);
            if (name.EndsWith(PartExtension, StringComparison.Ordinal) || owners.Contains(name.Split('-')[0]))
                File.Delete(path);
        }
    }

    /// <summary>Deletes a stored file, if it is there.</summary>
    /// <param name="path">Its path below the data directory.</param>
    public void Delete(string path)
    {
        var full = Path.GetFullPath(path, data.Path);
        if (full.StartsWith(_root, StringComparison.Ordinal))
            File.Delete(full);
    }

    /// <summary>Deletes files of downloads that nobody knows of: a kill or an erasure came between the file and its row.</summary>
    /// <param name="read">
    /// Reads the paths of all stored files, below the data directory, and the calls whose recordings are being downloaded. It is called after
    /// the files are listed, so that no file of a later download is taken for unknown.
    /// </param>
    public void DeleteUnknown(Func<(HashSet<string> Known, HashSet<long> Downloading)> read)
    {
        if (!Directory.Exists(_root))
            return;
        var paths = Directory.GetFiles(_root, "*", SearchOption.AllDirectories);
        var (known, downloading) = read();
        foreach (var path in paths)
        {
            var name = DownloadName().Match(Path.GetFileName(path));
            if (name.Success && !known.Contains(Path.GetRelativePath(data.Path, path).Replace(Path.DirectorySeparatorChar, '/'))
                && !(long.TryParse(name.Groups["call"].ValueSpan, CultureInfo.InvariantCulture, out var cdrId) && downloading.Contains(cdrId)))
                File.Delete(path);
        }
    }

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

    // As CreatePart names them.
    [GeneratedRegex(@"^(?<call>[0-9]+)-[0-9a-f]{32}\.", RegexOptions.ExplicitCapture)]
    private static partial Regex DownloadName();

    private static string Megabytes(long bytes) => (bytes / 1_000_000).ToString("#,0", CultureInfo.InvariantCulture);
}
