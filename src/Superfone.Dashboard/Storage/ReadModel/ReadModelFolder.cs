using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Storage.Faults;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Storage.ReadModel;

/// <summary>The files of read models in the data directory: <c>views.db</c>, and <c>views.1.db</c> and so on from rebuilds since the start.</summary>
internal static partial class ReadModelFolder
{
    private const string Texts = "-texts";

    private static readonly string[] Suffixes = ["", "-wal", "-shm", Texts, $"{Texts}-wal", $"{Texts}-shm"];

    /// <summary>Opens a file that exists.</summary>
    public static string ConnectionString(string path) =>
        new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite }.ToString();

    /// <summary>The full path of the file in which the texts of a read model are indexed while it is rebuilt.</summary>
    public static string TextsOf(string path) => path + Texts;

    /// <summary>The full paths of all read models in a folder, finished or not.</summary>
    public static IEnumerable<string> Find(string folder) => All(folder).Where(File.Exists);

    /// <summary>The checkpoint of a read model; <see langword="null"/> if the file has another version or is damaged.</summary>
    /// <exception cref="SqliteException">The file cannot be read now, but may be readable later.</exception>
    public static Checkpoint? ReadCheckpoint(string path)
    {
        try
        {
            using var connection = new SqliteConnection(ConnectionString(path) + ";Pooling=False");
            connection.Open();
            return ReadCheckpoint(connection);
        }
        catch (SqliteException error) when (SqliteErrors.IsDamage(error) || !SqliteErrors.IsStorage(error))
        {
            return null; // Not a database, or a damaged one: it is recomputed.
        }
    }

    /// <summary>The checkpoint of an open read model; <see langword="null"/> if the file has another version.</summary>
    /// <exception cref="SqliteException">The file is damaged, or cannot be read now.</exception>
    public static Checkpoint? ReadCheckpoint(SqliteConnection connection)
    {
        using var version = connection.CreateCommand();
        version.CommandText = "PRAGMA user_version";
        if ((long)version.ExecuteScalar()! != ReadModelSchema.Version)
            return null;
        using var context = new ReadModelContext(new DbContextOptionsBuilder<ReadModelContext>().UseSqlite(connection).Options);
        return context.Checkpoints.AsNoTracking().SingleOrDefault();
    }

    /// <summary>Numbers a read model that another rebuild, perhaps of another node, has made.</summary>
    public static void SetRebuildNumber(string path, long number)
    {
        using var context = new ReadModelContext(new DbContextOptionsBuilder<ReadModelContext>().UseSqlite(ConnectionString(path) + ";Pooling=False").Options);
        context.Checkpoints.Single().RebuildNumber = number;
        context.SaveChanges();
    }

    /// <summary>Creates a read model that contains only a checkpoint, replacing any file with that name.</summary>
    public static void Create(string path, Checkpoint checkpoint)
    {
        Delete(path);
        PrivateFiles.Create(path);
        var connectionString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString();
        using var context = new ReadModelContext(new DbContextOptionsBuilder<ReadModelContext>().UseSqlite(connectionString).Options);
        context.Database.ExecuteSqlRaw("PRAGMA journal_mode = WAL");
        ReadModelSchema.Create(context);
        context.Checkpoints.Add(checkpoint);
        context.SaveChanges();
    }

    /// <summary>Renames a read model that is not open.</summary>
    public static void Rename(string from, string to)
    {
        // The write-ahead log must be copied into the file before the file is renamed.
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

    /// <summary>Deletes a read model.</summary>
    public static void Delete(string path)
    {
        using (var connection = new SqliteConnection(ConnectionString(path)))
            SqliteConnection.ClearPool(connection);

        // The database comes first: without its write-ahead log it may be incomplete, whereas SQLite discards a log without a database.
        foreach (var suffix in Suffixes)
            File.Delete(path + suffix);
    }

    /// <summary>Deletes all read models in a folder except some, and remains of deleted ones.</summary>
    public static void DeleteAllBut(string folder, params string?[] kept)
    {
        foreach (var path in All(folder).Where(path => !kept.Contains(path)))
            Delete(path);
    }

    /// <summary>Refuses a rebuild that would fill the disk, because deliveries could then not be stored.</summary>
    /// <param name="shown">The current file; a rebuilt one will be about as large, and its texts, a part of it, are written twice.</param>
    public static void RequireRoomFor(string? shown)
    {
        if (shown is null || !File.Exists(shown))
            return;
        var needed = new FileInfo(shown).Length * 3 / 2;
        var free = new DriveInfo(Path.GetDirectoryName(shown)!).AvailableFreeSpace;
        if (free < needed)
            throw new NoRoomException($"The rebuild needs {needed >> 20} MiB of free disk space; there are {free >> 20} MiB.");
    }

    private static List<string> All(string folder) =>
        [.. Directory.GetFiles(folder, "views*").Select(file => FileName().Match(file)).Where(name => name.Success).Select(name => name.Groups["database"].Value).Distinct()];

    // views.next.db is from before version 0.2. Copies that somebody has made under other names are left alone.
    [GeneratedRegex(@"^(?<database>.*views(\.next|\.[0-9]+)?\.db)(-texts)?(-wal|-shm)?$", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex FileName();
}
