using System.Text;
using FsCheck.Xunit;
using Microsoft.Data.Sqlite;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.Tests.ReadModels.Search;

/// <summary>Words that are marked, counted and looked up must be those that the full-text tables find.</summary>
public sealed class TokenizerProperties : IDisposable
{
    // Where scripts begin: text of one script has more words than text of any characters.
    private static readonly int[] Scripts =
        [0, 0x20, 0x80, 0x100, 0x300, 0x370, 0x400, 0x590, 0x600, 0x900, 0x980, 0xB80, 0xE00, 0x10A0, 0x13A0, 0x1E00, 0x2000, 0x2460, 0x3040, 0x4E00, 0xA640, 0xAC00, 0xE000, 0xFB00, 0xFF00, 0x10400, 0x11680, 0x1D400, 0x1F300, 0x20000];

    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public TokenizerProperties()
    {
        _connection.Open();
        Execute($"""CREATE VIRTUAL TABLE Texts USING fts5(Text, tokenize="{Tokenizer.WordRules}"); CREATE VIRTUAL TABLE Terms USING fts5vocab(Texts, instance);""");
    }

    [Property(MaxTest = 300)]
    public void Cut_WhateverTheText_GivesTheTermsOfTheTable(int seed)
    {
        var text = Text(new Random(seed));

        Assert.Equal(TermsOf(SearchNormalizer.Normalize(text)), Tokenizer.Cut(text).Select(token => token.Normalized));
    }

    [Theory]
    [InlineData("Zoë Zoe\u0308 ÀÉÎ ạ ĳ ß İ Σς")]
    [InlineData("क़ीमत बताइए। மதிப்பு ราคา цена Ціна")]
    [InlineData("a\u0301b \u0301 \u0301\u0302x x\u0301")]
    [InlineData("don't 50,000 x² ½ Ⅷ ①")]
    [InlineData("എൻ്റെ അവൻ ভাৎ 한국어 がギ \u00ad\u200d co\u00adop \u202a१२\u202c ﷺ ﬁ")]
    [InlineData("\ud800 a\ud800b \0 a\0b \ufeff \ufffe 𝒜𝒷 😀a")]
    public void Cut_OddText_GivesTheTermsOfTheTable(string text) => Assert.Equal(TermsOf(SearchNormalizer.Normalize(text)), Tokenizer.Cut(text).Select(token => token.Normalized));

    public void Dispose() => _connection.Dispose();

    private static string Text(Random random)
    {
        var text = new StringBuilder();
        for (var length = random.Next(30); length > 0; length--)
        {
            var value = random.Next(6) == 0 ? ' ' : random.Next(8) == 0 ? random.Next(0x110000) : Scripts[random.Next(Scripts.Length)] + random.Next(96);
            text.Append(Rune.TryCreate(value, out var rune) ? rune.ToString() : ((char)0xD800).ToString());
        }

        return text.ToString();
    }

    private List<string> TermsOf(string text)
    {
        Execute("DELETE FROM Texts");
        using var insert = _connection.CreateCommand();
        insert.CommandText = "INSERT INTO Texts (rowid, Text) VALUES (1, $text)";
        insert.Parameters.AddWithValue("$text", text);
        insert.ExecuteNonQuery();
        using var select = _connection.CreateCommand();
        select.CommandText = "SELECT term FROM Terms ORDER BY offset";
        using var terms = select.ExecuteReader();
        List<string> found = [];
        while (terms.Read())
        {
            if (!terms.IsDBNull(0)) // A mark on its own.
                found.Add(terms.GetString(0));
        }

        return found;
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
