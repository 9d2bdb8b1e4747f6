using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Storage.ReadModel.Bulk;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Storage.ReadModel;

/// <summary>
/// Determines which file holds the current read model. A rebuild writes a file of its own, named by its rebuild number, which becomes
/// current once it is complete; at the next start it is renamed to <c>views.db</c>. The current file and the one before it are never
/// deleted while the application runs. Deleting any of them is safe. A file with another stamp (<see cref="ReadModelStamp"/>) or schema is
/// deleted at the start; while the application runs it is replaced by a rebuild.
/// </summary>
/// <param name="directory">The folder.</param>
/// <param name="display">Reads the time zone and the telephone region, which may be changed at any time.</param>
public sealed class ReadModelFile(DataDirectory directory, Func<DisplayOptions> display) : IDbContextFactory<ReadModelContext>
{
    private readonly string _first = System.IO.Path.Combine(directory.Path, "views.db");
    private readonly Lock _files = new();
    private volatile OpenReadModel? _shown;
    private ReadModelPath? _next;
    private string? _previous;
    private volatile string? _damaged;
    private volatile ReadModelBasis? _wanted;

    /// <summary>Raised on the reader's thread when a reader finds the current file damaged.</summary>
    public event Action? FoundDamaged;

    /// <summary>Whether the current file was found damaged or is missing.</summary>
    public bool IsDamaged => IsMissing || (_shown is { } shown && _damaged == shown.Path);

    /// <summary>Whether the current file is missing.</summary>
    public bool IsMissing => _shown is { } shown && !File.Exists(shown.Path);

    /// <summary>Whether a file is open.</summary>
    public bool IsOpen => _shown is not null;

    /// <summary>The full path of the current file.</summary>
    public string Path => _shown?.Path ?? throw new InvalidOperationException("The read model is not open yet.");

    /// <summary>What the current file is computed for.</summary>
    public ReadModelBasis Basis => _shown?.Basis ?? throw new InvalidOperationException("The read model is not open yet.");

    /// <summary>What a read model must be computed for now. If it is not <see cref="Basis"/>, a rebuild is needed.</summary>
    public ReadModelBasis Wanted
    {
        get
        {
            var now = display();
            return _wanted is { } known && known.IsOf(now) ? known : _wanted = new ReadModelBasis(now);
        }
    }

    /// <summary>Creates a context for the current file.</summary>
    public ReadModelContext CreateDbContext() => new((_shown ?? throw new InvalidOperationException("The read model is not open yet.")).Options);

    /// <summary>Opens the newest complete read model of a log, or an empty one. Call it before anything reads; after an error it may be called again.</summary>
    /// <param name="log">The log from which an empty read model will be computed.</param>
    /// <param name="isOfLog">Whether a read model with that checkpoint was computed from the log; without it, all are assumed to be.</param>
    /// <returns>Whether there was a complete one; otherwise the current one is empty.</returns>
    /// <exception cref="SqliteException">The file cannot be read or created now.</exception>
    /// <exception cref="IOException">The file cannot be read or created now.</exception>
    public bool Open(LogStamp? log = null, Func<Checkpoint, bool>? isOfLog = null)
    {
        var wanted = Wanted;
        var newest = ReadModelFolder.Find(directory.Path)
            .Select(path => (Path: path, Checkpoint: ReadModelFolder.ReadCheckpoint(path)))
            .Where(file => file.Checkpoint is { IsComplete: true } && file.Checkpoint.MadeFor == wanted.Stamp && isOfLog?.Invoke(file.Checkpoint) != false)
            .OrderByDescending(file => file.Checkpoint!.RebuildNumber)
            .FirstOrDefault();
        ReadModelFolder.DeleteAllBut(directory.Path, newest.Path);
        if (newest.Path is null)
            Create(_first, wanted, log, new Checkpoint { IsComplete = true });
        else if (newest.Path != _first)
            ReadModelFolder.Rename(newest.Path, _first);
        _damaged = null;
        Show(new ReadModelPath(_first, newest.Checkpoint?.RebuildNumber ?? 0, wanted));
        return newest.Path is not null;
    }

    /// <summary>Makes an empty read model current, because the current one was computed from another log.</summary>
    /// <param name="log">The log from which it will be computed.</param>
    public void StartOver(LogStamp? log = null)
    {
        var empty = PathOf((_shown?.RebuildNumber ?? 0) + 1);
        Create(empty.Path, empty.Basis, log, new Checkpoint { RebuildNumber = empty.RebuildNumber, IsComplete = true });
        Show(empty);
    }

    /// <summary>Opens the current file for the projector.</summary>
    internal ReadModelWriter OpenWriter() => OpenWriter(Path, Basis);

    /// <summary>Creates an empty file beside the current one, for a rebuild; an unfinished one is deleted.</summary>
    /// <param name="log">The log from which it will be computed.</param>
    /// <exception cref="IOException">The disk has less free space than the current file takes.</exception>
    internal NextReadModel CreateNext(LogStamp? log = null)
    {
        lock (_files)
        {
            DiscardNext();
            ReadModelFolder.DeleteAllBut(directory.Path, _shown?.Path, _previous);
            ReadModelFolder.RequireRoomFor(_shown?.Path);
            _next = PathOf((_shown?.RebuildNumber ?? 0) + 1);
            Create(_next.Path, _next.Basis, log, new Checkpoint { RebuildNumber = _next.RebuildNumber });
            var texts = ReadModelFolder.TextsOf(_next.Path);
            ReadModelFolder.Create(texts, new Checkpoint());
            return new NextReadModel(OpenWriter(_next.Path, _next.Basis), OpenWriter(texts, _next.Basis), texts);
        }
    }

    /// <summary>Takes a complete read model beside the current one, in place of what a rebuild would compute; an unfinished one is deleted.</summary>
    /// <param name="path">The full path of a copy that nobody has open, on the same disk; it is moved.</param>
    /// <exception cref="IOException">It cannot be moved.</exception>
    internal void AdoptNext(string path)
    {
        lock (_files)
        {
            DiscardNext();
            ReadModelFolder.DeleteAllBut(directory.Path, _shown?.Path, _previous);
            _next = PathOf((_shown?.RebuildNumber ?? 0) + 1);
            File.Move(path, _next.Path);
            ReadModelFolder.SetRebuildNumber(_next.Path, _next.RebuildNumber);
        }
    }

    /// <summary>Opens the file of the rebuild again, once it is closed.</summary>
    internal ReadModelWriter OpenNext() => _next is { } next ? OpenWriter(next.Path, next.Basis) : throw new InvalidOperationException("There is no rebuilt read model.");

    /// <summary>
    /// Makes the rebuilt file current. The previous one is kept until the rebuild after the next one, or the next start, because a reader
    /// may be opening it.
    /// </summary>
    internal void SwapToNext()
    {
        lock (_files)
        {
            Show(_next ?? throw new InvalidOperationException("There is no rebuilt read model."));
            _next = null;
        }
    }

    /// <summary>
    /// Deletes the files that were current before the last rebuild, because they hold what was erased since. Call it only when no reader can be
    /// about to open one.
    /// </summary>
    /// <exception cref="IOException">A reader has the file open, on a system where that prevents its deletion.</exception>
    public void DeleteFormer()
    {
        lock (_files)
            ReadModelFolder.DeleteAllBut(directory.Path, _shown?.Path, _next?.Path);
    }

    /// <summary>Deletes the unfinished file of a rebuild.</summary>
    internal void DiscardNext()
    {
        if (_next is { } unfinished)
            ReadModelFolder.Delete(unfinished.Path);
        _next = null;
    }

    private static ReadModelWriter OpenWriter(string path, ReadModelBasis basis)
    {
        var connectionString = ReadModelFolder.ConnectionString(path);
        using var context = new ReadModelContext(new DbContextOptionsBuilder<ReadModelContext>().UseSqlite(connectionString).Options);
        return new ReadModelWriter(context, connectionString, basis);
    }

    private ReadModelPath PathOf(long rebuildNumber) => new(System.IO.Path.Combine(directory.Path, $"views.{rebuildNumber}.db"), rebuildNumber, Wanted);

    private static void Create(string path, ReadModelBasis basis, LogStamp? log, Checkpoint checkpoint)
    {
        (checkpoint.MadeFor, checkpoint.LogId) = (basis.Stamp, log?.LogId ?? "");
        (checkpoint.LogEpoch, checkpoint.RebuildRequests) = (log?.Epoch ?? 0, log?.RebuildRequests ?? 0);
        ReadModelFolder.Create(path, checkpoint);
    }

    private void Show(ReadModelPath readModel)
    {
        _previous = _shown?.Path;
        _shown = new OpenReadModel(readModel.Path, readModel.RebuildNumber, readModel.Basis, ReaderOptions.For(ReadModelFolder.ConnectionString(readModel.Path), error => Suspect(readModel.Path, error)));
    }

    private void Suspect(string path, SqliteException error)
    {
        // An error in a file that is no longer current does not matter.
        if (_shown?.Path != path || !(SqliteErrors.IsDamage(error) || !File.Exists(path)))
            return;
        _damaged = path;
        FoundDamaged?.Invoke();
    }

    private sealed record ReadModelPath(string Path, long RebuildNumber, ReadModelBasis Basis);

    private sealed record OpenReadModel(string Path, long RebuildNumber, ReadModelBasis Basis, DbContextOptions<ReadModelContext> Options);
}
