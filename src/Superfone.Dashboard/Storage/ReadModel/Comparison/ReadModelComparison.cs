using System.Text;
using Microsoft.Data.Sqlite;
using Superfone.Dashboard.Storage.Backups;

namespace Superfone.Dashboard.Storage.ReadModel.Comparison;

/// <summary>Compares two read models of the same position in the log row by row. By design they are identical.</summary>
internal static class ReadModelComparison
{
    // Contentless tables have no text to read: the hits of every term of their index are compared.
    private static readonly string[] FullText = ["CallWords", "CallFragments", "ContactWords", "ContactFragments"];

    // The checkpoint is what the copies are made equal in; which receipts a block spans changes when retention deletes unused deliveries. Words that no
    // longer occur stay in the tables of words, depending on the size of batches.
    private static readonly string[] Left = ["Checkpoints", "ReceiptSpans", "Words", "WordBeginnings", "WordStems"];

    // The batch in which a step failed depends on the size of batches, and the rows of the full-text tables on the order in which calls arrived.
    private static readonly (string Table, string Column)[] LeftColumns = [("StepFailures", "DeliveryId"), ("SearchKeys", "SearchKey")];

    /// <summary>Reads the position of a copied read model.</summary>
    /// <param name="path">The copy.</param>
    public static (long DeliveryId, long DecisionId, long LogEpoch) PositionOf(string path)
    {
        using var copy = DatabaseCopy.OpenCopy(path);
        using var command = Command(copy, "SELECT DeliveryId, DecisionId, LogEpoch FROM Checkpoints");
        using var reader = command.ExecuteReader();
        return reader.Read() ? (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2)) : throw new InvalidDataException("The read model has no checkpoint.");
    }

    /// <summary>Finds the first difference.</summary>
    /// <param name="expected">The full path of a copy of one.</param>
    /// <param name="actual">The full path of a copy of the other.</param>
    /// <param name="pace">Called after some rows.</param>
    /// <param name="cancellation">Stops between rows.</param>
    /// <returns>A sentence that names table and column, but no value; <see langword="null"/> if they are equal.</returns>
    public static string? FindDifference(string expected, string actual, Action pace, CancellationToken cancellation)
    {
        using var one = DatabaseCopy.OpenCopy(expected);
        using var other = DatabaseCopy.OpenCopy(actual);
        var tables = TablesOf(one);
        if (!tables.SequenceEqual(TablesOf(other)))
            return "The read models have different tables.";
        return tables.Select(table => FindDifference(table, RowsOf(one, table), RowsOf(other, table), ColumnsOf(one, table), pace, cancellation))
            .Concat(FullText.Select(table => FindDifference(table, TermsOf(one, table), TermsOf(other, table), ["term", "hits"], pace, cancellation)))
            .FirstOrDefault(difference => difference is not null);
    }

    /// <summary>What a row of a full-text table stands for: the sort key of the call, or the contact's id.</summary>
    /// <param name="table">The full-text table.</param>
    public static string HitOf(string table) =>
        table.StartsWith("Call", StringComparison.Ordinal) ? $"coalesce((SELECT SortKey FROM SearchKeys WHERE SearchKey = {table}.rowid), {table}.rowid)" : "rowid";

    private static string? FindDifference(
        string table, IEnumerable<object[]> expected, IEnumerable<object[]> actual, List<string> columns, Action pace, CancellationToken cancellation)
    {
        const int RowsPerPause = 2000;
        using var one = expected.GetEnumerator();
        using var other = actual.GetEnumerator();
        for (var number = 1; ; number++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (has, otherHas) = (one.MoveNext(), other.MoveNext());
            if (!has && !otherHas)
                return null;
            if (has && !otherHas)
                return $"The table {table} has fewer rows than the one in use, from row {number} on.";
            if (!has)
                return $"The table {table} has more rows than the one in use, from row {number} on.";
            for (var column = 0; column < columns.Count; column++)
            {
                if (!AreEqual(one.Current[column], other.Current[column]))
                    return $"The table {table} differs from the one in use in row {number}, column {columns[column]}.";
            }

            if (number % RowsPerPause == 0)
                pace();
        }
    }

    private static bool AreEqual(object one, object other) => one is byte[] bytes ? other is byte[] others && bytes.AsSpan().SequenceEqual(others) : one.Equals(other);

    private static List<string> TablesOf(SqliteConnection connection)
    {
        using var command = Command(connection, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name");
        using var reader = command.ExecuteReader();
        List<string> tables = [];
        while (reader.Read())
        {
            var name = reader.GetString(0);
            if (!FullText.Concat(Left).Any(left => name == left || name.StartsWith($"{left}_", StringComparison.Ordinal)) && !name.StartsWith("sqlite_", StringComparison.Ordinal))
                tables.Add(name);
        }

        return tables;
    }

    private static List<string> ColumnsOf(SqliteConnection connection, string table) =>
        [.. TextsOf(connection, $"SELECT name FROM pragma_table_info('{table}') ORDER BY cid").Where(column => !LeftColumns.Contains((table, column)))];

    private static List<string> TextsOf(SqliteConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        using var reader = command.ExecuteReader();
        List<string> texts = [];
        while (reader.Read())
            texts.Add(reader.GetString(0));
        return texts;
    }

    private static IEnumerable<object[]> RowsOf(SqliteConnection connection, string table)
    {
        var keys = TextsOf(connection, $"SELECT name FROM pragma_table_info('{table}') WHERE pk > 0 ORDER BY pk");
        var columns = string.Join(", ", ColumnsOf(connection, table).Select(Quote));
        using var command = Command(connection, $"SELECT {columns} FROM {Quote(table)} ORDER BY {(keys.Count > 0 ? string.Join(", ", keys.Select(Quote)) : columns)}");
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            yield return row;
        }
    }

    // The index also lists terms whose rows were deleted.
    private static IEnumerable<object[]> TermsOf(SqliteConnection connection, string table)
    {
        Run(connection, $"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{table}Terms USING fts5vocab(main, '{table}', row)");
        using var terms = Command(connection, $"SELECT term FROM temp.{table}Terms");
        using var find = Command(connection, $"SELECT {HitOf(table)} FROM {table} WHERE {table} MATCH $query ORDER BY rowid");
        var query = find.Parameters.Add("$query", SqliteType.Text);
        using var reader = terms.ExecuteReader();
        while (reader.Read())
        {
            var term = reader.GetString(0);
            query.Value = $"\"{term.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
            var hits = new StringBuilder();
            using (var found = find.ExecuteReader())
            {
                while (found.Read())
                    hits.Append(found.GetInt64(0)).Append(' ');
            }

            if (hits.Length > 0)
                yield return [term, hits.ToString()];
        }
    }

    private static string Quote(string name) => $"\"{name}\"";

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        command.ExecuteNonQuery();
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
