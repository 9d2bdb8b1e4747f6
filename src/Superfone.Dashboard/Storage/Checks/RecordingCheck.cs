using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Superfone.Dashboard.Storage.Objects;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Storage.Checks;

/// <summary>Checks that every stored recording exists, and that its size and hash are those of the download.</summary>
/// <param name="connection">The primary database.</param>
/// <param name="folder">The data directory.</param>
/// <param name="remote">Checks those in an S3 store.</param>
/// <param name="isStillStored">Whether a recording still has the file that it had; <see langword="null"/> to ask the connection.</param>
/// <param name="cancellation">Stops the check.</param>
internal sealed class RecordingCheck(
    SqliteConnection connection, string folder, ObjectCheck remote, Func<Recording, bool>? isStillStored, CancellationToken cancellation)
{
    private const string Name = "recordings";
    private const string PartExtension = ".part";
    private const int MostProblems = 10;

    private readonly string _root = Path.Combine(folder, Name) + Path.DirectorySeparatorChar;

    /// <summary>Checks them.</summary>
    /// <param name="progress">Receives the bytes that were read so far, and of all.</param>
    public CheckResult Run(IProgress<(long Done, long Total)> progress)
    {
        // Listed first, so that no file of a later download is taken for unknown.
        var unknown = Directory.Exists(_root)
            ? Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories).Where(path => Path.GetExtension(path) != PartExtension).ToHashSet(StringComparer.Ordinal)
            : [];
        var recordings = RecordingRows.ReadStored(connection);
        unknown.ExceptWith(recordings.Select(recording => FullPath(recording.Path!)).Concat(RecordingRows.ReadWithheld(connection).Select(FullPath)));

        List<string> problems = [];
        var (done, total, wrong) = (0L, recordings.Sum(recording => recording.SizeBytes ?? 0), 0);
        try
        {
            foreach (var recording in recordings)
            {
                cancellation.ThrowIfCancellationRequested();

                // A running instance may delete or replace a file meanwhile.
                if (ProblemOf(recording) is { } problem && IsStillStored(recording) && ++wrong <= MostProblems)
                    problems.Add($"{recording.Path} of call {recording.CdrId} {problem}");
                progress.Report((done += recording.SizeBytes ?? 0, total));
            }
        }
        catch (ObjectStoreException error)
        {
            problems.Add($"those in S3 cannot be checked: {error.Message}");
        }

        if (wrong > MostProblems)
            problems.Add($"{wrong - MostProblems} other files are wrong too");
        return problems.Count > 0 ? CheckResult.Bad(problems) : CheckResult.Ok(NoteOf(recordings, unknown.Count));
    }

    private static string NoteOf(List<Recording> recordings, int unknown)
    {
        var inS3 = recordings.Count(ObjectCheck.Has);
        return $"{recordings.Count} files{(inS3 > 0 ? $", {inS3} of them in S3" : "")}{(unknown > 0 ? $", and {unknown} that belong to no call" : "")}";
    }

    private bool IsStillStored(Recording recording) => isStillStored?.Invoke(recording) ?? RecordingRows.IsStillStored(connection, recording);

    private string FullPath(string path) => Path.GetFullPath(path, folder);

    private string? ProblemOf(Recording recording)
    {
        if (ObjectCheck.Has(recording))
            return remote.ProblemOf(recording);
        var file = new FileInfo(FullPath(recording.Path!));
        if (!file.FullName.StartsWith(_root, StringComparison.Ordinal))
            return "is outside the folder of recordings";
        if (!file.Exists)
            return "is missing";
        if (file.Length != recording.SizeBytes)
            return $"has {file.Length} bytes instead of {recording.SizeBytes}";
        try
        {
            using var content = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return SHA256.HashData(content).AsSpan().SequenceEqual(recording.Sha256) ? null : "is not the file that was stored: its SHA-256 differs";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return $"cannot be read: {error.Message}";
        }
    }
}
