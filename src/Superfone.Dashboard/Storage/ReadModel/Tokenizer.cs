using System.Text;
using Microsoft.Data.Sqlite;

namespace Superfone.Dashboard.Storage.ReadModel;

/// <summary>
/// Splits text into words as the full-text tables do. The class and the folded form of each character come from the bundled SQLite, which is asked
/// for a block of characters when a text first needs it; .NET's rules follow another version of Unicode.
/// </summary>
internal static class Tokenizer
{
    /// <summary>The tokenizer of the tables of words, in SQL. Without the marks, <c>unicode61</c> would split Devanagari words at their vowel signs.</summary>
    public const string WordRules = "unicode61 categories 'L* N* Co Mn Mc'";

    private const int BlockSize = 256;
    private const int BlockCount = 0x110000 / BlockSize;

    private static readonly Lazy<string?[]>[] Blocks = [.. Enumerable.Range(0, BlockCount).Select(block => new Lazy<string?[]>(() => Read(block * BlockSize)))];

    /// <summary>Whether a character is part of words; all others separate words.</summary>
    public static bool IsPart(Rune rune) => FoldedOf(rune) is not null;

    /// <summary>The words of a text, in order. Marks without a base character, which the tables store as an empty word, are left out.</summary>
    public static IEnumerable<Token> Cut(string text)
    {
        var folded = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var start = at;
            folded.Clear();
            while (at < text.Length && Rune.TryGetRuneAt(text, at, out var rune) && FoldedOf(rune) is { } part)
            {
                folded.Append(part);
                at += rune.Utf16SequenceLength;
            }

            if (folded.Length > 0)
                yield return new Token(folded.ToString(), start, at - start);
            if (at == start)
                at++;
        }
    }

    // Empty for a mark that is removed; null for a character that separates words.
    private static string? FoldedOf(Rune rune) => Blocks[rune.Value / BlockSize].Value[rune.Value % BlockSize];

    private static string?[] Read(int first)
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        Execute(connection, $"""
            CREATE VIRTUAL TABLE Texts USING fts5(Text, tokenize="{WordRules}");
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

/// <summary>A word of a text.</summary>
/// <param name="Folded">The word in lower case and without accents, as in the full-text tables.</param>
/// <param name="Start">Index of its first character.</param>
/// <param name="Length">Its length in the text, in characters.</param>
internal readonly record struct Token(string Folded, int Start, int Length);
