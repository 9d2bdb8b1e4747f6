using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;
using Superfone.Dashboard.Storage.Primary.Bodies;

namespace Superfone.Dashboard.Tests.Privacy;

/// <summary>Looks for texts in every byte of a data folder, and in the packed bodies of its database.</summary>
internal static class FolderBytes
{
    /// <summary>The places where a text is found, whatever its case and encoding.</summary>
    public static List<string> Find(string folder, IEnumerable<string> texts)
    {
        using var primary = new SqliteConnection($"Data Source={Path.Combine(folder, "superfone.db")};Pooling=False;Mode=ReadOnly");
        primary.Open();
        return Find([folder], primary, texts);
    }

    /// <summary>The same for a stopped dashboard, over PostgreSQL in the files of its database as well.</summary>
    public static List<string> Find(RunningDashboard dashboard, IEnumerable<string> texts)
    {
        using var primary = dashboard.OpenPrimary();
        return Find(FoldersOf(dashboard), primary, texts);
    }

    /// <summary>The files of a stopped dashboard that hold some bytes.</summary>
    public static List<string> Find(RunningDashboard dashboard, byte[] bytes) =>
        [.. FoldersOf(dashboard).SelectMany(Files).Where(file => file.Bytes.AsSpan().IndexOf(bytes) >= 0).Select(file => file.Path)];

    private static string[] FoldersOf(RunningDashboard dashboard) =>
        dashboard.Database is { } database ? [dashboard.DataDirectory, PostgresServer.Shared.FlushedFolderOf(database)] : [dashboard.DataDirectory];

    private static List<string> Find(string[] folders, DbConnection primary, IEnumerable<string> texts)
    {
        var needles = texts.SelectMany(text => new[] { Encoding.UTF8.GetBytes(Lower(text)), Encoding.Unicode.GetBytes(Lower(text)) }).ToList();
        List<string> found = [];
        foreach (var (path, bytes) in folders.SelectMany(Files))
        {
            Search(path, bytes);
            Search("the name of", Encoding.UTF8.GetBytes(path));
        }

        foreach (var (place, content) in Unpacked(primary))
            Search(place, content);
        return found;

        void Search(string place, byte[] bytes)
        {
            for (var index = 0; index < bytes.Length; index++)
            {
                if (bytes[index] is >= (byte)'A' and <= (byte)'Z')
                    bytes[index] += 32;
            }

            found.AddRange(needles.Where(needle => bytes.AsSpan().IndexOf(needle) >= 0).Select(needle => $"{place}: {Encoding.UTF8.GetString(needle)}"));
        }
    }

    // A last reader may still be closing a database, whose write-ahead log then moves into it, and PostgreSQL cleans up by itself.
    private static List<(string Path, byte[] Bytes)> Files(string folder)
    {
        while (true)
        {
            try
            {
                return [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(path => (path, File.ReadAllBytes(path)))];
            }
            catch (IOException error) when (error is FileNotFoundException or EndOfStreamException)
            {
                // One was deleted or made shorter meanwhile: all are read again.
            }
        }
    }

    private static string Lower(string text) => string.Concat(text.Select(character => char.IsAsciiLetterUpper(character) ? (char)(character + 32) : character));

    private static List<(string Place, byte[] Content)> Unpacked(DbConnection primary)
    {
        using var command = primary.CreateCommand();
        command.CommandText =
            $"""
            SELECT 'delivery ' || Id, {StoredBody.Columns} FROM Deliveries
            UNION ALL SELECT 'withheld ' || Id, Body, LENGTH(Body), NULL, Encoding FROM WithheldItems WHERE Body IS NOT NULL
            """;
        using var reader = command.ExecuteReader();
        List<(string, byte[])> bodies = [];
        while (reader.Read())
            bodies.Add((reader.GetString(0), [.. StoredBody.Read(reader, 1).Content()]));
        return bodies;
    }
}
