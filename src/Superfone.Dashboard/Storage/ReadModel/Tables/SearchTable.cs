namespace Superfone.Dashboard.Storage.ReadModel.Tables;

/// <summary>The full-text tables: whole words, fragments of names and numbers, and the list of all words.</summary>
internal sealed class SearchTable(ReadModelWriter writer)
{
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

    /// <summary>Adds the text of a call.</summary>
    /// <param name="sortKey">The call's sort key.</param>
    /// <param name="who">Names and numbers.</param>
    /// <param name="said">Its summary.</param>
    /// <param name="found">Its insights.</param>
    /// <param name="spoken">Its transcript.</param>
    public void AddCall(long sortKey, string who, string said, string found, string spoken)
    {
        if (who.Length + said.Length + found.Length + spoken.Length > 0)
            writer.Execute("INSERT INTO CallWords (rowid, Who, Said, Found, Spoken) VALUES (?1, ?2, ?3, ?4, ?5)", sortKey, who, said, found, spoken);
        if (who.Length > 0)
            writer.Execute("INSERT INTO CallFragments (rowid, Text) VALUES (?1, ?2)", sortKey, who);
    }

    /// <summary>Deletes the text of a call.</summary>
    public void DeleteCall(long sortKey)
    {
        writer.Execute("DELETE FROM CallWords WHERE rowid = ?1", sortKey);
        writer.Execute("DELETE FROM CallFragments WHERE rowid = ?1", sortKey);
    }

    /// <summary>Adds a column in which a word occurs.</summary>
    public void AddWord(string word, SearchColumns column) => writer.Execute(
        "INSERT INTO Words (Word, Columns) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET Columns = Columns | excluded.Columns WHERE Columns & excluded.Columns = 0",
        word, (int)column);
}
