using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Storage.Views;

/// <summary>
/// Knows which file holds the views that are shown. Whatever replaces them is made in a file of its own beside them, named by its
/// generation, and takes their place once it is complete; at the next start it also takes their name. A file that is shown, or was until
/// just now, is never deleted while the application runs. Deleting any of them is safe. Views with another stamp
/// (<see cref="ViewsStamp"/>) are thrown away at the start, like those of another schema.
/// </summary>
public sealed class ViewsFile(DataDirectory directory, IOptions<DisplayOptions> display) : IDbContextFactory<ViewsContext>
{
    private readonly string _first = Path.Combine(directory.Path, "views.db");
    private readonly string _madeFor = ViewsStamp.Of(display.Value);
    private volatile ReadableViews? _shown;
    private ViewsPath? _next;
    private string? _previous;
    private volatile string? _damaged;

    /// <summary>Raised when a reader finds the views that are shown damaged, on its own thread.</summary>
    public event Action? FoundDamaged;

    /// <summary>Whether the views that are shown were found damaged, or their file is gone.</summary>
    public bool IsDamaged => _shown is { } shown && (_damaged == shown.Path || !File.Exists(shown.Path));

    /// <summary>Whether views are shown.</summary>
    public bool IsOpen => _shown is not null;

    /// <summary>A context of the views that are shown now.</summary>
    public ViewsContext CreateDbContext() => new((_shown ?? throw new InvalidOperationException("The views are not open yet.")).Options);

    /// <summary>Shows the newest complete views of a log, or empty ones. Before anybody reads them; after an error it may be tried again.</summary>
    /// <param name="log">The log that empty views will be computed from.</param>
    /// <param name="isOfLog">Whether views with that checkpoint were computed from the log; all are where this is absent.</param>
    /// <returns>Whether there were any; else those that are shown are empty.</returns>
    /// <exception cref="SqliteException">They cannot be read or created now.</exception>
    /// <exception cref="IOException">The same.</exception>
    public bool Open(LogStamp? log = null, Func<Checkpoint, bool>? isOfLog = null)
    {
        var newest = ViewsFolder.Find(directory.Path)
            .Select(path => (Path: path, Checkpoint: ViewsFolder.ReadCheckpoint(path)))
            .Where(file => file.Checkpoint is { IsComplete: true } && file.Checkpoint.MadeFor == _madeFor && isOfLog?.Invoke(file.Checkpoint) != false)
            .OrderByDescending(file => file.Checkpoint!.Generation)
            .FirstOrDefault();
        ViewsFolder.DeleteAllBut(directory.Path, newest.Path);
        if (newest.Path is null)
            Create(_first, log, new Checkpoint { IsComplete = true });
        else if (newest.Path != _first)
            ViewsFolder.Rename(newest.Path, _first);
        _damaged = null;
        Show(new ViewsPath(_first, newest.Checkpoint?.Generation ?? 0));
        return newest.Path is not null;
    }

    /// <summary>Shows empty views from now on, beside the ones so far: those were computed from another log.</summary>
    /// <param name="log">The log that they will be computed from.</param>
    public void StartOver(LogStamp? log = null)
    {
        var empty = PathOf((_shown?.Generation ?? 0) + 1);
        Create(empty.Path, log, new Checkpoint { Generation = empty.Generation, IsComplete = true });
        Show(empty);
    }

    /// <summary>Opens the views that are shown, for the projector.</summary>
    internal ViewsWriter OpenWriter() => OpenWriter(_shown?.Path ?? throw new InvalidOperationException("The views are not open yet."));

    /// <summary>Creates empty views beside those that are shown, for a rebuild; one that was not finished is thrown away.</summary>
    /// <param name="log">The log that they will be computed from.</param>
    /// <exception cref="IOException">There is not as much room on the disk as the views take that are shown.</exception>
    internal ViewsWriter CreateNext(LogStamp? log = null)
    {
        DiscardNext();
        ViewsFolder.DeleteAllBut(directory.Path, _shown?.Path, _previous);
        ViewsFolder.RequireRoomFor(_shown?.Path);
        _next = PathOf((_shown?.Generation ?? 0) + 1);
        Create(_next.Path, log, new Checkpoint { Generation = _next.Generation });
        return OpenWriter(_next.Path);
    }

    /// <summary>
    /// Shows the rebuilt views from now on. The others stay until the rebuild after the next one or the next start: a reader may just be opening them.
    /// </summary>
    internal void SwapToNext()
    {
        Show(_next ?? throw new InvalidOperationException("There are no rebuilt views."));
        _next = null;
    }

    /// <summary>Throws away the views that a rebuild has begun.</summary>
    internal void DiscardNext()
    {
        if (_next is { } unfinished)
            ViewsFolder.Delete(unfinished.Path);
        _next = null;
    }

    private static ViewsWriter OpenWriter(string path)
    {
        var connectionString = ViewsFolder.ConnectionString(path);
        using var context = new ViewsContext(new DbContextOptionsBuilder<ViewsContext>().UseSqlite(connectionString).Options);
        return new ViewsWriter(context, connectionString);
    }

    private ViewsPath PathOf(long generation) => new(Path.Combine(directory.Path, $"views.{generation}.db"), generation);

    private void Create(string path, LogStamp? log, Checkpoint checkpoint)
    {
        (checkpoint.MadeFor, checkpoint.LogId) = (_madeFor, log?.LogId ?? "");
        (checkpoint.LogEdition, checkpoint.RebuildRequests) = (log?.Edition ?? 0, log?.RebuildRequests ?? 0);
        ViewsFolder.Create(path, checkpoint);
    }

    private void Show(ViewsPath views)
    {
        _previous = _shown?.Path;
        _shown = new ReadableViews(views.Path, views.Generation, ReaderOptions.For(ViewsFolder.ConnectionString(views.Path), error => Suspect(views.Path, error)));
    }

    private void Suspect(string path, SqliteException error)
    {
        // A reader of views that are no longer shown has nothing to say.
        if (_shown?.Path != path || !(SqliteErrors.IsDamage(error) || !File.Exists(path)))
            return;
        _damaged = path;
        FoundDamaged?.Invoke();
    }

    private sealed record ViewsPath(string Path, long Generation);

    private sealed record ReadableViews(string Path, long Generation, DbContextOptions<ViewsContext> Options);
}
