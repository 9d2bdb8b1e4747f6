using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Superfone.Dashboard.Storage.ReadModel;

/// <summary>
/// The stems of English words: <c>price</c>, <c>prices</c> and <c>pricing</c> have the same. They come from the Porter stemmer of the bundled SQLite,
/// so that the words that are highlighted are those that the full-text tables find.
/// </summary>
internal static class EnglishStemmer
{
    /// <summary>The tokenizer of the table of stems, in SQL.</summary>
    public const string Rules = $"porter {Tokenizer.WordRules}";

    // The stem of a shorter word says nothing: "us" is that of "used". After another word it does: "follow-ups".
    private const int Shortest = 4;
    private const int ShortestAfterOthers = 2;

    private const int MostRemembered = 20_000;

    private static readonly Lock Access = new();
    private static readonly Lazy<SqliteConnection> Connection = new(Open);
    private static readonly ConcurrentDictionary<string, string> Known = new(StringComparer.Ordinal);

    /// <summary>Whether a normalized word may have other forms with the same stem.</summary>
    /// <param name="word">The word.</param>
    /// <param name="isAfterOthers">Whether it is the last of a compound such as <c>follow-ups</c>.</param>
    public static bool HasForms(string word, bool isAfterOthers = false) => word.Length >= (isAfterOthers ? ShortestAfterOthers : Shortest) && !word.AsSpan().ContainsAnyExceptInRange('a', 'z');

    /// <summary>The stem of a normalized word for which <see cref="HasForms"/> holds.</summary>
    public static string StemOf(string word)
    {
        if (Known.TryGetValue(word, out var known))
            return known;
        if (Known.Count >= MostRemembered)
            Known.Clear();
        return Known[word] = Ask(word);
    }

    private static string Ask(string word)
    {
        lock (Access)
        {
            using var command = Connection.Value.CreateCommand();
            command.CommandText = """
                BEGIN;
                INSERT INTO Texts (rowid, Text) VALUES (1, $word);
                SELECT term FROM Terms;
                ROLLBACK;
                """;
            command.Parameters.AddWithValue("$word", word);
            return (string)command.ExecuteScalar()!;
        }
    }

    private static SqliteConnection Open()
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            CREATE VIRTUAL TABLE Texts USING fts5(Text, content='', tokenize="{Rules}");
            CREATE VIRTUAL TABLE Terms USING fts5vocab(Texts, row);
            """;
        command.ExecuteNonQuery();
        return connection;
    }
}
