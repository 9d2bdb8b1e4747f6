using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Storage.Views;

/// <summary>
/// Knows which file holds the views. A rebuild fills a second file beside the first and takes its place while the application runs;
/// at the next start it also takes its name. Deleting any of them is safe. Views that were made for another time zone or telephone region
/// are thrown away like those of another version.
/// </summary>
public sealed class ViewsFile(DataDirectory directory, IOptions<DisplayOptions> display) : IDbContextFactory<ViewsContext>
{
    private readonly string _first = Path.Combine(directory.Path, "views.db");
    private readonly string _second = Path.Combine(directory.Path, "views.next.db");
    private readonly string _madeFor = $"{display.Value.TimeZone.Id} {display.Value.PhoneRegion}";
    private volatile DbContextOptions<ViewsContext>? _options;
    private string _current = "";

    /// <summary>A context of the views that are shown now.</summary>
    public ViewsContext CreateDbContext() => new(_options ?? throw new InvalidOperationException("The views are not open yet."));

    /// <summary>Finds the newest complete views, or creates empty ones. Once, at start.</summary>
    public void Open()
    {
        var newest = new[] { _first, _second }
            .Select(path => (Path: path, Checkpoint: ReadCheckpoint(path)))
            .Where(file => file.Checkpoint is { IsComplete: true } && file.Checkpoint.MadeFor == _madeFor)
            .OrderByDescending(file => file.Checkpoint!.Generation)
            .Select(file => file.Path)
            .FirstOrDefault();
        if (newest != _second)
            Delete(_second);
        if (newest != _first)
            Delete(_first);
        if (newest == _second)
            Rename(_second, _first);
        if (newest is null)
            Create(_first, new Checkpoint { IsComplete = true });
        Show(_first);
    }

    /// <summary>Throws away the views that are shown and begins with empty ones, before anybody reads them.</summary>
    /// <param name="logEdition">Which edition of the log they will be computed from.</param>
    public void StartOver(long logEdition = 0)
    {
        Delete(_current);
        Create(_current, new Checkpoint { LogEdition = logEdition, IsComplete = true });
    }

    /// <summary>Opens the views that are shown, for the projector.</summary>
    internal ViewsWriter OpenWriter() => OpenWriter(_current);

    /// <summary>Creates empty views beside those that are shown, for a rebuild.</summary>
    /// <param name="generation">Greater than that of the views that are shown.</param>
    /// <param name="logEdition">Which edition of the log they will be computed from.</param>
    internal ViewsWriter CreateNext(long generation, long logEdition = 0)
    {
        Delete(Next);
        Create(Next, new Checkpoint { Generation = generation, LogEdition = logEdition });
        return OpenWriter(Next);
    }

    /// <summary>
    /// Shows the rebuilt views from now on. The others stay until the next start or rebuild: a reader may just be opening them.
    /// </summary>
    internal void SwapToNext() => Show(Next);

    private string Next => _current == _first ? _second : _first;

    private static string ConnectionString(string path) =>
        new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite }.ToString();

    private static DbContextOptions<ViewsContext> Options(string connectionString) => new DbContextOptionsBuilder<ViewsContext>()
        .UseSqlite(connectionString)
        .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
        .AddInterceptors(new ReadCache())
        .Options;

    private static ViewsWriter OpenWriter(string path)
    {
        using var context = new ViewsContext(Options(ConnectionString(path)));
        return new ViewsWriter(context, ConnectionString(path));
    }

    private static Checkpoint? ReadCheckpoint(string path)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            using var connection = new SqliteConnection(ConnectionString(path) + ";Pooling=False");
            connection.Open();
            using var version = connection.CreateCommand();
            version.CommandText = "PRAGMA user_version";
            if ((long)version.ExecuteScalar()! != ViewsSchema.Version)
                return null;
            using var context = new ViewsContext(new DbContextOptionsBuilder<ViewsContext>().UseSqlite(connection).Options);
            return context.Checkpoints.AsNoTracking().SingleOrDefault();
        }
        catch (SqliteException)
        {
            return null; // Not a database, or a broken one: it is projected anew.
        }
    }

    private void Create(string path, Checkpoint checkpoint)
    {
        var connectionString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString();
        using var context = new ViewsContext(Options(connectionString));
        context.Database.ExecuteSqlRaw("PRAGMA journal_mode = WAL");
        ViewsSchema.Create(context);
        checkpoint.MadeFor = _madeFor;
        context.Checkpoints.Add(checkpoint);
        context.SaveChanges();
    }

    private static void Rename(string from, string to)
    {
        // What still stands in the write-ahead log must be in the file before the file changes its name.
        using (var connection = new SqliteConnection(ConnectionString(from) + ";Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            command.ExecuteNonQuery();
        }

        Delete(to);
        File.Move(from, to);
    }

    private static void Delete(string path)
    {
        using (var connection = new SqliteConnection(ConnectionString(path)))
            SqliteConnection.ClearPool(connection);

        // The database first: one without its write-ahead log may be half of what it was, the other way round SQLite throws the log away.
        foreach (var suffix in new[] { "", "-wal", "-shm" })
            File.Delete(path + suffix);
    }

    private void Show(string path)
    {
        _options = Options(ConnectionString(path));
        _current = path;
    }
}
