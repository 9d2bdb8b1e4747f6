using System.Text.Json;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Storage.ReadModel.Tables;

/// <summary>The full-text tables: whole words, fragments of names and numbers, and the list of all words.</summary>
internal sealed class SearchTable(ReadModelWriter writer)
{
    private readonly SearchKeyTable _keys = new(writer);

    /// <summary>Adds the text of a contact.</summary>
    /// <param name="contactId">The contact.</param>
    /// <param name="who">Names and numbers.</param>
    /// <param name="said">All other text.</param>
    public void AddContact(long contactId, string who, string said)
    {
        if (who.Length + said.Length > 0)
            writer.Execute("INSERT INTO ContactWords (rowid, Who, Said) VALUES (?1, ?2, ?3)", contactId, who, said);
        if (who.Length > 0)
            writer.Execute("INSERT INTO ContactFragments (rowid, Text) VALUES (?1, ?2)", contactId, who);
    }

    /// <summary>Deletes the text of a contact.</summary>
    public void DeleteContact(long contactId)
    {
        writer.Execute("DELETE FROM ContactWords WHERE rowid = ?1", contactId);
        writer.Execute("DELETE FROM ContactFragments WHERE rowid = ?1", contactId);
    }

    /// <summary>Sets the text of a call.</summary>
    /// <param name="sortKey">The call's sort key.</param>
    /// <param name="who">Names and numbers.</param>
    /// <param name="said">Its summary.</param>
    /// <param name="found">Its insights.</param>
    /// <param name="spoken">Its transcript.</param>
    /// <returns>The sort keys of calls that had to make room: their text is deleted and must be set again.</returns>
    public IReadOnlyList<long> SetCall(long sortKey, string who, string said, string found, string spoken)
    {
        IReadOnlyList<SearchKeyMove> moved = [];
        if (_keys.Find(sortKey) is { } key)
            DeleteText(key);
        else
            (key, moved) = _keys.Add(sortKey);
        foreach (var call in moved)
            DeleteText(call.From);
        if (who.Length + said.Length + found.Length + spoken.Length > 0)
            writer.Execute("INSERT INTO CallWords (rowid, Who, Said, Found, Spoken) VALUES (?1, ?2, ?3, ?4, ?5)", key, who, said, found, spoken);
        if (who.Length > 0)
            writer.Execute("INSERT INTO CallFragments (rowid, Text) VALUES (?1, ?2)", key, who);
        return [.. moved.Select(call => call.SortKey)];
    }

    /// <summary>Deletes the text of a call.</summary>
    public void DeleteCall(long sortKey)
    {
        if (_keys.Find(sortKey) is not { } key)
            return;
        DeleteText(key);
        _keys.Delete(sortKey);
    }

    /// <summary>Adds words, or columns in which they occur.</summary>
    /// <param name="words">The words, each once.</param>
    public void AddWords(IReadOnlyCollection<FoundWord> words)
    {
        if (words.Count == 0)
            return;

        // One statement, because each that runs a trigger ends a segment of the full-text tables.
        var rows = words.Select(found => new object?[] { found.Word, (int)found.Columns, found.Sound });
        writer.Execute(
            """
            INSERT INTO Words (Word, Columns, Sound) SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?1) WHERE true
                ON CONFLICT DO UPDATE SET Columns = Columns | excluded.Columns, Sound = coalesce(Sound, excluded.Sound) WHERE excluded.Columns & ~Columns <> 0
            """,
            JsonSerializer.Serialize(rows));
    }

    private void DeleteText(long searchKey)
    {
        writer.Execute("DELETE FROM CallWords WHERE rowid = ?1", searchKey);
        writer.Execute("DELETE FROM CallFragments WHERE rowid = ?1", searchKey);
    }
}
