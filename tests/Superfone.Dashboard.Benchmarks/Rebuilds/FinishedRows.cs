using System.Diagnostics;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Superfone.Dashboard.Benchmarks.Rebuilds;

/// <summary>
/// SQLite alone: inserts the rows of a finished read model into a file with the same tables and indexes, in large transactions, in the order
/// of their keys. Of the full-text tables, the text is not stored and so not inserted; the rows of their own tables are, as they are.
/// </summary>
internal static class FinishedRows
{
    private const int PerTransaction = 50_000;

    /// <summary>Copies all rows.</summary>
    /// <param name="finished">The read model.</param>
    /// <param name="folder">Where the copy is made.</param>
    /// <returns>How long it took.</returns>
    public static TimeSpan Insert(string finished, string folder)
    {
        var copy = Path.Combine(folder, "copy.db");
        File.Delete(copy);
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = copy, Pooling = false }.ToString());
        connection.Open();
        Run(connection, $"ATTACH '{finished}' AS finished");
        foreach (var pragma in new[] { "journal_mode = WAL", "synchronous = NORMAL", "cache_size = -65536", "temp_store = MEMORY" })
            Run(connection, $"PRAGMA main.{pragma}");
        foreach (var sql in Texts(connection, "SELECT sql FROM finished.sqlite_master WHERE sql IS NOT NULL AND type IN ('table', 'index') AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'sqlite_%' ORDER BY type DESC"))
            Run(connection, sql);

        var tables = Texts(connection, "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
        var started = Stopwatch.GetTimestamp();
        foreach (var table in tables)
            Copy(connection, table);
        var elapsed = Stopwatch.GetElapsedTime(started);
        connection.Close();
        File.Delete(copy);
        return elapsed;
    }

    private static void Copy(SqliteConnection connection, string table)
    {
        var hasRowId = Texts(connection, $"SELECT sql FROM main.sqlite_master WHERE name = '{table}'").All(sql => !sql.Contains("WITHOUT ROWID", StringComparison.OrdinalIgnoreCase));

        // Computed columns are not listed: they are not inserted either.
        var columns = string.Join(", ", Texts(connection, $"SELECT '\"' || name || '\"' FROM pragma_table_info('{table}', 'main')"));
        var copy = $"INSERT INTO main.\"{table}\" ({columns}) SELECT {columns} FROM finished.\"{table}\"";
        if (!hasRowId)
        {
            Run(connection, copy);
            return;
        }

        for (var last = long.MinValue; ;)
        {
            Run(connection, $"{copy} WHERE rowid > {last} ORDER BY rowid LIMIT {PerTransaction}");
            if (sqlite3_changes(connection.Handle) == 0)
                return;
            last = Number(connection, $"SELECT max(rowid) FROM main.\"{table}\"");
        }
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static List<string> Texts(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        List<string> texts = [];
        while (reader.Read())
            texts.Add(reader.GetString(0));
        return texts;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
