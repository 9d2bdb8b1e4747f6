using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Storage.ReadModel;

/// <summary>
/// The tables of the read model. They have no migrations: a file whose version differs from <see cref="Version"/> is deleted and
/// computed again.
/// </summary>
internal static class ReadModelSchema
{
    /// <summary>The version of the tables. Increase it with every change of the tables, or of what projection writes into them.</summary>
    public const int Version = 27;

    // All texts are normalized before they are indexed; see SearchNormalizer.
    // Words: whole words of any script; see Tokenizer.
    // Fragments: any three characters in a row of a name, business or number, but not where they are: longer texts are looked up in the names and
    // numbers of the few rows that have all their threes; see FragmentCheck.
    // Neither stores the text itself; the rowid is the call's key in SearchKeys, or the contact's id.
    // Transcript, insights and summary have separate columns, so that a word of one does not find the others.
    // The hits of prefixes of two or three characters are in an index. For other lengths the hits of all words with that prefix would have to be
    // merged before the newest is known; so these words are looked up in Words, and their hits are read one by one.
    // WordStems finds the other forms of an English word in Words, so that only the forms that occur are searched for.
    // Words has the consonants of those that occur in names, by which a name is found in another script; see NameSound.
    // Words also holds the columns in which each word has occurred: a name that was never spoken is not searched for in a million calls.
    private const string FullText = $"""
        CREATE VIRTUAL TABLE CallWords USING fts5(Who, Said, Found, Spoken, content='', contentless_delete=1, detail=full, prefix='2 3',
            tokenize="{Tokenizer.WordRules}");
        CREATE VIRTUAL TABLE CallFragments USING fts5(Text, content='', contentless_delete=1, detail=none, tokenize="trigram remove_diacritics 1");
        CREATE TABLE SearchKeys (SearchKey INTEGER PRIMARY KEY, SortKey INTEGER NOT NULL UNIQUE);
        CREATE VIRTUAL TABLE ContactWords USING fts5(Who, Said, content='', contentless_delete=1, prefix='2 3',
            tokenize="{Tokenizer.WordRules}");
        CREATE VIRTUAL TABLE ContactFragments USING fts5(Text, content='', contentless_delete=1, detail=none, tokenize="trigram remove_diacritics 1");
        CREATE TABLE Words (Id INTEGER PRIMARY KEY, Word TEXT NOT NULL UNIQUE, Columns INTEGER NOT NULL, Sound TEXT);
        CREATE INDEX IX_Words_Sound ON Words (Sound) WHERE Sound IS NOT NULL;
        CREATE VIRTUAL TABLE WordBeginnings USING fts5(Word, content='', detail=none, tokenize="{Tokenizer.WordRules}");
        CREATE VIRTUAL TABLE WordStems USING fts5(Word, content='', detail=none, tokenize="{EnglishStemmer.Rules}");
        CREATE TRIGGER WordAdded AFTER INSERT ON Words BEGIN
            INSERT INTO WordBeginnings (rowid, Word) VALUES (new.Id, new.Word);
            INSERT INTO WordStems (rowid, Word) VALUES (new.Id, new.Word);
        END;
        """;

    // Read in the order of their keys, many rows at a time, or little more than their keys; so their rows are in the index itself.
    private static readonly string WithoutRowIds = $"""
        CREATE TABLE CallUuids (Uuid BLOB NOT NULL, CdrId INTEGER NOT NULL, IsNamed INTEGER NOT NULL, IsOwn INTEGER NOT NULL, PRIMARY KEY (Uuid, CdrId)) WITHOUT ROWID;
        CREATE INDEX IX_CallUuids_CdrId ON CallUuids (CdrId) WHERE NOT IsOwn;
        CREATE TABLE CallCounts (Kind INTEGER NOT NULL, Day INTEGER NOT NULL, AccountKey TEXT NOT NULL, "Key" TEXT NOT NULL,
            {string.Concat(CallCount.FigureProperties.Select(figure => $"{figure.Name} INTEGER NOT NULL, "))}
            PRIMARY KEY (Kind, Day, AccountKey, "Key")) WITHOUT ROWID;
        CREATE TABLE Tallies (Kind INTEGER NOT NULL, Day INTEGER NOT NULL, "Key" TEXT NOT NULL, Count INTEGER NOT NULL, Seconds INTEGER NOT NULL,
            PRIMARY KEY (Kind, Day, "Key")) WITHOUT ROWID;
        CREATE TABLE CallerDays (PhoneKey TEXT NOT NULL, Day INTEGER NOT NULL, Calls INTEGER NOT NULL, Inbound INTEGER NOT NULL, PRIMARY KEY (PhoneKey, Day)) WITHOUT ROWID;
        CREATE TABLE CallInsights (SortKey INTEGER NOT NULL, TitleKey TEXT NOT NULL, Title TEXT NOT NULL, Value TEXT NOT NULL, IsCallback INTEGER NOT NULL,
            StaffKey TEXT, AccountKey TEXT, ContactId INTEGER, PRIMARY KEY (SortKey, TitleKey)) WITHOUT ROWID;
        CREATE INDEX IX_CallInsights_StaffKey_SortKey ON CallInsights (StaffKey, SortKey) WHERE StaffKey IS NOT NULL;
        CREATE INDEX IX_CallInsights_TitleKey_SortKey ON CallInsights (TitleKey, SortKey);
        CREATE INDEX IX_CallInsights_Callbacks ON CallInsights (SortKey) WHERE IsCallback;
        CREATE TABLE CallInsightValues (TitleKey TEXT NOT NULL, SortKey INTEGER NOT NULL, ValueKey TEXT NOT NULL, Value TEXT NOT NULL, PhoneKey TEXT,
            PRIMARY KEY (TitleKey, SortKey, ValueKey)) WITHOUT ROWID;
        CREATE INDEX IX_CallInsightValues_ValueKey ON CallInsightValues (TitleKey, ValueKey, SortKey);
        CREATE TABLE CallIvrKeys ("Key" TEXT NOT NULL, SortKey INTEGER NOT NULL, PRIMARY KEY ("Key", SortKey)) WITHOUT ROWID;
        CREATE TABLE CallTags ("Key" TEXT NOT NULL, SortKey INTEGER NOT NULL, PRIMARY KEY ("Key", SortKey)) WITHOUT ROWID;
        """;

    /// <summary>Creates all tables in an empty file.</summary>
    /// <param name="readModel">A context of that file.</param>
    public static void Create(ReadModelContext readModel)
    {
        using var transaction = readModel.Database.BeginTransaction();
        readModel.Database.ExecuteSqlRaw(readModel.Database.GenerateCreateScript());
        readModel.Database.ExecuteSqlRaw(FullText);
        readModel.Database.ExecuteSqlRaw(WithoutRowIds);
        readModel.Database.ExecuteSqlRaw($"PRAGMA user_version = {Version}");
        transaction.Commit();
    }
}
