using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Comparison;

namespace Superfone.Dashboard.Tests.Projections;

/// <summary>Everything in a read model file as text, so that two of them can be compared.</summary>
internal static class ReadModelDump
{
    private static readonly string[] FullTextTables = ["CallWords", "CallFragments", "ContactWords", "ContactFragments"];

    /// <summary>All rows of all tables of the current read model, and the hits of each word.</summary>
    public static string Of(ReadModelFile file) =>
        string.Join('\n', Of(PathOf(file)).SelectMany(table => table.Value.Prepend($"== {table.Key}")));

    /// <summary>All rows of all tables of a file, and the hits of each word.</summary>
    /// <returns>By table a line for each row, in an order that does not depend on where it lies in the file.</returns>
    public static SortedDictionary<string, List<string>> Of(string path)
    {
        using var connection = Open(path);
        Assert.Equal(["ok"], Rows(connection, "PRAGMA integrity_check"));

        SortedDictionary<string, List<string>> tables = [];
        foreach (var table in Rows(connection, "SELECT name FROM sqlite_master WHERE type = 'table'").Where(name => !IsFullText(name)))
            tables[table] = Rows(connection, $"SELECT {ColumnsOf(connection, table)} FROM \"{table}\"");
        tables["indexes"] = Rows(connection, "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name");
        foreach (var table in FullTextTables)
            tables[table] = [.. Terms(connection, table)];
        return tables;
    }

    /// <summary>The rows that a full-text query finds.</summary>
    public static IReadOnlyList<long> Search(ReadModelFile file, string table, string query)
    {
        using var connection = Open(PathOf(file));
        return Find(connection, table, query);
    }

    private static string PathOf(ReadModelFile file)
    {
        using var readModel = file.CreateDbContext();
        return readModel.Database.GetDbConnection().DataSource;
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }

    // Two files of the same log may differ in which rebuild made them, and in the rows of the full-text tables. How the log's last entries hash is no view of it.
    private static string ColumnsOf(SqliteConnection connection, string table) => string.Join(", ",
        Rows(connection, $"SELECT name FROM pragma_table_info('{table}') WHERE name NOT IN ('RebuildNumber', 'SearchKey', 'LogHash', 'RebuildRequests')").Select(name => $"\"{name}\""));

    // Words that no longer occur stay in the table; which ones depends on the size of the batches.
    private static bool IsFullText(string table) => table is "Words"
        || FullTextTables.Append("WordBeginnings").Append("WordStems").Any(name => table == name || table.StartsWith($"{name}_", StringComparison.Ordinal));

    // Contentless tables have no text to read: every term of their index is queried.
    private static IEnumerable<string> Terms(SqliteConnection connection, string table)
    {
        Rows(connection, $"CREATE VIRTUAL TABLE temp.{table}Terms USING fts5vocab(main, '{table}', row)");
        foreach (var term in Rows(connection, $"SELECT DISTINCT term FROM temp.{table}Terms"))
        {
            if (Find(connection, table, $"\"{term.Replace("\"", "\"\"", StringComparison.Ordinal)}\"") is { Count: > 0 } found)
                yield return $"{term}: {string.Join(' ', found)}";
        }
    }

    private static List<long> Find(SqliteConnection connection, string table, string query)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {ReadModelComparison.HitOf(table)} FROM {table} WHERE {table} MATCH $query ORDER BY rowid";
        command.Parameters.AddWithValue("$query", query);
        using var reader = command.ExecuteReader();
        List<long> rows = [];
        while (reader.Read())
            rows.Add(reader.GetInt64(0));
        return rows;
    }

    private static List<string> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read())
            rows.Add(string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(column => reader.GetValue(column) is byte[] bytes ? Convert.ToHexString(bytes) : reader.GetValue(column))));
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }
}
