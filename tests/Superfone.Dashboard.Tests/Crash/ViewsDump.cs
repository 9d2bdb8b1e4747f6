using Microsoft.Data.Sqlite;

namespace Superfone.Dashboard.Tests.Crash;

/// <summary>Everything that a database of views says, as text, table by table.</summary>
internal static class ViewsDump
{
    private static readonly string[] FullText = ["CallWords", "CallFragments", "ContactWords", "ContactFragments"];

    /// <summary>Reads all rows of all tables, and where each word of the full-text index stands.</summary>
    /// <returns>A line for each row, in an order that does not depend on where it lies in the file.</returns>
    public static SortedDictionary<string, List<string>> Read(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Assert.Equal(["ok"], Rows(connection, "PRAGMA integrity_check"));

        SortedDictionary<string, List<string>> tables = [];
        foreach (var table in Rows(connection, "SELECT name FROM sqlite_master WHERE type = 'table'").Where(name => !IsFullText(name)))
            tables[table] = Rows(connection, $"SELECT {ColumnsOf(connection, table)} FROM \"{table}\"");
        foreach (var table in FullText)
        {
            Rows(connection, $"CREATE VIRTUAL TABLE temp.\"{table}Vocabulary\" USING fts5vocab('main', '{table}', 'instance')");
            tables[table] = Rows(connection, $"SELECT * FROM temp.\"{table}Vocabulary\"");
        }

        return tables;
    }

    // Which rebuild made a file is all that two files of the same state may differ in.
    private static string ColumnsOf(SqliteConnection connection, string table) => string.Join(", ",
        Rows(connection, $"SELECT name FROM pragma_table_info('{table}') WHERE name <> 'Generation'").Select(name => $"\"{name}\""));

    private static bool IsFullText(string table) => FullText.Any(name => table == name || table.StartsWith($"{name}_", StringComparison.Ordinal));

    private static List<string> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        List<string> rows = [];
        var values = new object[reader.FieldCount];
        while (reader.Read())
        {
            reader.GetValues(values);
            rows.Add(string.Join(" | ", values.Select(value => value is byte[] bytes ? Convert.ToHexString(bytes) : value)));
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    }
}
