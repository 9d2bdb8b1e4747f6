using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Storage.ReadModel;

/// <summary>
/// Knows which file holds the read model that are shown. Whatever replaces them is made in a file of its own beside them, named by its
/// rebuildNumber, and takes their place once it is complete; at the next start it also takes their name. A file that is shown, or was until
/// just now, is never deleted while the application runs. Deleting any of them is safe. The read model with another stamp
/// (<see cref="ReadModelStamp"/>) are thrown away at the start, like those of another schema.
/// </summary>
public sealed class ReadModelFile(DataDirectory directory, IOptions<DisplayOptions> display) : IDbContextFactory<ReadModelContext>
{
    private readonly string _first = Path.Combine(directory.Path, "views.db");
    private readonly string _madeFor = ReadModelStamp.Of(display.Value);
    private volatile OpenReadModel? _shown;
    private ReadModelPath? _next;
    private string? _previous;
    private volatile string? _damaged;

    /// <summary>Raised when a reader finds the read model that are shown damaged, on its own thread.</summary>
    public event Action? FoundDamaged;

    /// <summary>Whether the read model that are shown were found damaged, or their file is gone.</summary>
    public bool IsDamaged => _shown is { } shown && (_damaged == shown.Path || !File.Exists(shown.Path));

    /// <summary>Whether read model is shown.</summary>
    public bool IsOpen => _shown is not null;

    /// <summary>A context of the read model that are shown now.</summary>
    public ReadModelContext CreateDbContext() => new((_shown ?? throw new InvalidOperationException("The views are not open yet.")).Options);

    /// <summary>Shows the newest complete read model of a log, or empty ones. Before anybody reads them; after an error it may be tried again.</summary>
    /// <param name="log">The log that empty read model will be computed from.</param>
    /// <param name="isOfLog">Whether read model with that checkpoint were computed from the log; all are where this is absent.</param>
    /// <returns>Whether there were any; else those that are shown are empty.</returns>
    /// <exception cref="SqliteException">They cannot be read or created now.</exception>
    /// <exception cref="IOException">The same.</exception>
    public bool Open(LogStamp? log = null, Func<Checkpoint, bool>? isOfLog = null)
    {
        var newest = ReadModelFolder.Find(directory.Path)
            .Select(path => (Path: path, Checkpoint: ReadModelFolder.ReadCheckpoint(path)))
            .Where(file => file.Checkpoint is { IsComplete: true } && file.Checkpoint.MadeFor == _madeFor && isOfLog?.Invoke(file.Checkpoint) != false)
            .OrderByDescending(file => file.Checkpoint!.RebuildNumber)
            .FirstOrDefault();
        ReadModelFolder.DeleteAllBut(directory.Path, newest.Path);
        if (newest.Path is null)
            Create(_first, log, new Checkpoint { IsComplete = true });
        else if (newest.Path != _first)
            ReadModelFolder.Rename(newest.Path, _first);
        _damaged = null;
        Show(new ReadModelPath(_first, newest.Checkpoint?.RebuildNumber ?? 0));
        return newest.Path is not null;
    }

    /// <summary>Shows empty read model from now on, beside the ones so far: those were computed from another log.</summary>
    /// <param name="log">The log that they will be computed from.</param>
    public void StartOver(LogStamp? log = null)
    {
        var empty = PathOf((_shown?.RebuildNumber ?? 0) + 1);
        Create(empty.Path, log, new Checkpoint { RebuildNumber = empty.RebuildNumber, IsComplete = true });
        Show(empty);
    }

    /// <summary>Opens the read model that are shown, for the projector.</summary>
    internal ReadModelWriter OpenWriter() => OpenWriter(_shown?.Path ?? throw new InvalidOperationException("The views are not open yet."));

    /// <summary>Creates empty read model beside those that are shown, for a rebuild; one that was not finished is thrown away.</summary>
    /// <param name="log">The log that they will be computed from.</param>
    /// <exception cref="IOException">There is not as much room on the disk as the read model take that are shown.</exception>
    internal ReadModelWriter CreateNext(LogStamp? log = null)
    {
        DiscardNext();
        ReadModelFolder.DeleteAllBut(directory.Path, _shown?.Path, _previous);
        ReadModelFolder.RequireRoomFor(_shown?.Path);
        _next = PathOf((_shown?.RebuildNumber ?? 0) + 1);
        Create(_next.Path, log, new Checkpoint { RebuildNumber = _next.RebuildNumber });
        return OpenWriter(_next.Path);
    }

    /// <summary>
    /// Shows the rebuilt read model from now on. The others stay until the rebuild after the next one or the next start: a reader may just be opening them.
    /// </summary>
    internal void SwapToNext()
    {
        Show(_next ?? throw new InvalidOperationException("There is no rebuilt read model."));
        _next = null;
    }

    /// <summary>Throws away the read model that a rebuild has begun.</summary>
    internal void DiscardNext()
    {
        if (_next is { } unfinished)
            ReadModelFolder.Delete(unfinished.Path);
        _next = null;
    }

    private static ReadModelWriter OpenWriter(string path)
    {
        var connectionString = ReadModelFolder.ConnectionString(path);
        using var context = new ReadModelContext(new DbContextOptionsBuilder<ReadModelContext>().UseSqlite(connectionString).Options);
        return new ReadModelWriter(context, connectionString);
    }

    private ReadModelPath PathOf(long rebuildNumber) => new(Path.Combine(directory.Path, $"views.{rebuildNumber}.db"), rebuildNumber);

    private void Create(string path, LogStamp? log, Checkpoint checkpoint)
    {
        (checkpoint.MadeFor, checkpoint.LogId) = (_madeFor, log?.LogId ?? "");
        (checkpoint.LogEpoch, checkpoint.RebuildRequests) = (log?.Epoch ?? 0, log?.RebuildRequests ?? 0);
        ReadModelFolder.Create(path, checkpoint);
    }

    private void Show(ReadModelPath readModel)
    {
        _previous = _shown?.Path;
        _shown = new OpenReadModel(readModel.Path, readModel.RebuildNumber, ReaderOptions.For(ReadModelFolder.ConnectionString(readModel.Path), error => Suspect(readModel.Path, error)));
    }

    private void Suspect(string path, SqliteException error)
    {
        // A reader of read model that are no longer shown has nothing to say.
        if (_shown?.Path != path || !(SqliteErrors.IsDamage(error) || !File.Exists(path)))
            return;
        _damaged = path;
        FoundDamaged?.Invoke();
    }

    private sealed record ReadModelPath(string Path, long RebuildNumber);

    private sealed record OpenReadModel(string Path, long RebuildNumber, DbContextOptions<ReadModelContext> Options);
}
