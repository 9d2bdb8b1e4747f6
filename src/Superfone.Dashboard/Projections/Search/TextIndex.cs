using Superfone.Dashboard.Projections.Insights;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Projections.Search;

/// <summary>Writes the full-text tables, and the insights that are found and counted.</summary>
internal sealed class TextIndex(ReadModelWriter readModel)
{
    private const int MostRemembered = 100_000;

    private readonly InsightProjection _insights = new(readModel);

    // The words that are saved already, or are among those to be saved. A text that fails may leave words which no text has; that does no harm.
    private readonly HashSet<(string Word, SearchColumns Column)> _known = [];
    private readonly Dictionary<string, FoundWord> _found = [];

    /// <summary>Whether so many words are kept in memory that they should be saved.</summary>
    public bool HasManyWords => _known.Count > MostRemembered;

    /// <summary>Deletes the text and the insights of a call.</summary>
    /// <param name="readModel">The file that has them.</param>
    /// <param name="sortKey">The sort key that the call had.</param>
    public static void Delete(ReadModelWriter readModel, long sortKey)
    {
        readModel.Search.DeleteCall(sortKey);
        readModel.CallInsights.DeleteOfCall(sortKey);
    }

    /// <summary>Discards the words. Must be called when the transaction of indexed text is rolled back.</summary>
    public void RolledBack()
    {
        _known.Clear();
        _found.Clear();
    }

    /// <summary>
    /// Saves the words of what was indexed. Must be called before the transaction ends, and not in a savepoint: each saving, like each savepoint, ends a segment of
    /// all full-text tables that the transaction has changed.
    /// </summary>
    public void SaveWords()
    {
        readModel.Search.AddWords(_found.Values);
        _found.Clear();
        if (HasManyWords)
            _known.Clear();
    }

    /// <summary>Indexes a contact, again or for the first time.</summary>
    /// <param name="contact">The contact.</param>
    /// <param name="isNew">Whether the contact cannot have been indexed before.</param>
    public void Index(ContactText contact, bool isNew)
    {
        var text = contact.Text().Normalize();
        if (!isNew)
            readModel.Search.DeleteContact(contact.ContactId);
        readModel.Search.AddContact(contact.ContactId, text.Who, text.Said);
        FindWords(text.Who, SearchColumns.Contact);
        FindWords(text.Said, SearchColumns.Contact);
    }

    /// <summary>Indexes a call, again or for the first time.</summary>
    /// <param name="call">The call.</param>
    /// <param name="isNew">Whether the call cannot have been indexed before.</param>
    /// <returns>The sort keys of other calls that must be indexed again.</returns>
    public IReadOnlyList<long> Index(CallText call, bool isNew)
    {
        var text = call.Text().Normalize();
        _insights.Save(call.Call, call.Insights, isNew);
        var moved = readModel.Search.SetCall(call.Call.SortKey, text.Who, text.Said, text.Found, text.Spoken);
        FindWords(text.Who, SearchColumns.Who);
        FindWords(text.Said, SearchColumns.Said);
        FindWords(text.Found, SearchColumns.Found);
        FindWords(text.Spoken, SearchColumns.Spoken);
        return moved;
    }

    private void FindWords(string text, SearchColumns column)
    {
        foreach (var word in SearchWord.In(text))
        {
            if (_known.Contains((word, column)))
                continue;
            var found = new FoundWord(word, column);
            _found[word] = _found.TryGetValue(word, out var before) ? before.Plus(found) : found;
            _known.Add((word, column));
        }
    }
}
