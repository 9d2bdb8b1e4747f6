using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Storage.Views;

namespace Superfone.Dashboard.Tests.Projection;

/// <summary>Everything that stands in a views file as text, so that two of them can be compared.</summary>
internal static class ViewsDump
{
    private static readonly string[] FullTextTables = ["CallWords", "CallFragments", "ContactWords", "ContactFragments"];

    public static string Of(ViewsFile file)
    {
        using var views = file.CreateDbContext();
        var connection = (SqliteConnection)views.Database.GetDbConnection();
        connection.Open();
        var text = new StringBuilder();
        foreach (var entity in views.Model.GetEntityTypes().OrderBy(entity => entity.GetTableName(), StringComparer.Ordinal))
        {
            // Which rebuild made a file is the only thing that two files of the same log may differ in.
            var columns = entity.GetProperties().Select(property => property.GetColumnName()).Where(name => name != "Generation").ToList();
            var key = entity.FindPrimaryKey()!.Properties.Select(property => property.GetColumnName());
            text.Append("== ").AppendLine(entity.GetTableName());
            foreach (var row in Rows(connection, $"SELECT {Names(columns)} FROM \"{entity.GetTableName()}\" ORDER BY {Names(key)}"))
                text.AppendJoin(", ", columns.Zip(row, (name, value) => $"{name}={value}")).AppendLine();
        }

        foreach (var table in FullTextTables)
            text.AppendLine($"== {table}").AppendJoin('\n', Terms(connection, table)).AppendLine();
        return text.ToString();
    }

    /// <summary>The rows that a full-text query finds.</summary>
    public static IReadOnlyList<long> Search(ViewsFile file, string table, string query)
    {
        using var views = file.CreateDbContext();
        var connection = (SqliteConnection)views.Database.GetDbConnection();
        connection.Open();
        return Find(connection, table, query);
    }

    // Contentless tables do not tell their text: every term that their index knows is asked for.
    private static IEnumerable<string> Terms(SqliteConnection connection, string table)
    {
        using (var create = connection.CreateCommand())
        {
            create.CommandText = $"DROP TABLE IF EXISTS temp.Terms; CREATE VIRTUAL TABLE temp.Terms USING fts5vocab(main, '{table}', row)";
            create.ExecuteNonQuery();
        }

        foreach (var term in Rows(connection, "SELECT DISTINCT term FROM temp.Terms ORDER BY term").Select(row => row[0]).ToList())
        {
            if (Find(connection, table, $"\"{term.Replace("\"", "\"\"", StringComparison.Ordinal)}\"") is { Count: > 0 } found)
                yield return $"{term}: {string.Join(' ', found)}";
        }
    }

    private static List<long> Find(SqliteConnection connection, string table, string query)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT rowid FROM {table} WHERE {table} MATCH $query ORDER BY rowid";
        command.Parameters.AddWithValue("$query", query);
        using var reader = command.ExecuteReader();
        List<long> rows = [];
        while (reader.Read())
            rows.Add(reader.GetInt64(0));
        return rows;
    }

    private static IEnumerable<string[]> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return [.. Enumerable.Range(0, reader.FieldCount).Select(index => reader.GetValue(index).ToString() ?? "")];
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"\"{name}\""));
}
