using System.Text;
using Microsoft.Data.Sqlite;

namespace Superfone.Dashboard.Storage.ReadModel;

/// <summary>
/// The class and the folded form of each character, as the full-text tables have them. They come from the bundled SQLite, which is asked for a
/// block of characters when a text first needs it; .NET's rules follow another version of Unicode.
/// </summary>
internal static class CharacterFolding
{
    private const int BlockSize = 256;
    private const int BlockCount = 0x110000 / BlockSize;

    private static readonly Lazy<string?[]>[] Blocks = [.. Enumerable.Range(0, BlockCount).Select(block => new Lazy<string?[]>(() => Read(block * BlockSize)))];

    /// <summary>A character in lower case and without its accent: empty for a mark that is removed; <see langword="null"/> for a character that separates words.</summary>
    public static string? FoldedOf(Rune rune) => Blocks[rune.Value / BlockSize].Value[rune.Value % BlockSize];

    private static string?[] Read(int first)
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        Execute(connection, $"""
            CREATE VIRTUAL TABLE Texts USING fts5(Text, tokenize="{Tokenizer.WordRules}");
            CREATE VIRTUAL TABLE Terms USING fts5vocab(Texts, instance);
            BEGIN;
            """);
        using (var insert = connection.CreateCommand())
        {
            insert.CommandText = "INSERT INTO Texts (rowid, Text) VALUES ($row, $text)";
            var (row, text) = (insert.Parameters.Add("$row", SqliteType.Integer), insert.Parameters.Add("$text", SqliteType.Text));
            for (var offset = 0; offset < BlockSize; offset++)
            {
                if (!Rune.TryCreate(first + offset, out var rune))
                    continue;
                (row.Value, text.Value) = (offset, $"a{rune}b");
                insert.ExecuteNonQuery();
            }
        }

        // A character that is part of words gives one term, with its folded form in the middle; any other gives two.
        var folded = new string?[BlockSize];
        using var select = connection.CreateCommand();
        select.CommandText = "SELECT doc, min(term) FROM Terms GROUP BY doc HAVING count(*) = 1";
        using var terms = select.ExecuteReader();
        while (terms.Read())
            folded[terms.GetInt32(0)] = terms.GetString(1)[1..^1];
        return folded;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

