using Superfone.Dashboard.Projections.Insights;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Projections.Search;

/// <summary>Writes the full-text tables, and the insights that are found and counted.</summary>
internal sealed class TextIndex(ReadModelWriter readModel)
{
    private const int MostRemembered = 100_000;

    private readonly InsightProjection _insights = new(readModel);

    // Saves one statement for each word of each text.
    private readonly HashSet<(string Word, SearchColumns Column)> _known = [];

    /// <summary>Discards the known words. Must be called when indexed text is rolled back.</summary>
    public void RolledBack() => _known.Clear();

    /// <summary>Indexes a contact, again or for the first time.</summary>
    /// <param name="contact">The contact.</param>
    /// <param name="isNew">Whether the contact cannot have been indexed before.</param>
    public void Index(ContactText contact, bool isNew) => ForgetIfItFails(() =>
    {
        var text = contact.Text.Normalize();
        if (!isNew)
            readModel.Search.DeleteContact(contact.ContactId);
        readModel.Search.AddContact(contact.ContactId, text.Who, text.Said);
        InsertWords(text.Who, SearchColumns.Contact);
        InsertWords(text.Said, SearchColumns.Contact);
        return [];
    });

    /// <summary>Indexes a call, again or for the first time.</summary>
    /// <param name="call">The call.</param>
    /// <param name="isNew">Whether the call cannot have been indexed before.</param>
    /// <returns>The sort keys of other calls that must be indexed again.</returns>
    public IReadOnlyList<long> Index(CallText call, bool isNew) => ForgetIfItFails(() =>
    {
        var text = call.Text.Normalize();
        _insights.Save(call.Call, call.Insights, isNew);
        var moved = readModel.Search.SetCall(call.Call.SortKey, text.Who, text.Said, text.Found, text.Spoken);
        InsertWords(text.Who, SearchColumns.Who);
        InsertWords(text.Said, SearchColumns.Said);
        InsertWords(text.Found, SearchColumns.Found);
        InsertWords(text.Spoken, SearchColumns.Spoken);
        return moved;
    });

    // What failed is rolled back, with the words that it added.
    private IReadOnlyList<long> ForgetIfItFails(Func<IReadOnlyList<long>> index)
    {
        try
        {
            return index();
        }
        catch
        {
            RolledBack();
            throw;
        }
    }

    private void InsertWords(string text, SearchColumns column)
    {
        foreach (var word in SearchWord.In(text))
        {
            if (_known.Add((word, column)))
                readModel.Search.AddWord(word, column);
        }

        if (_known.Count > MostRemembered)
            _known.Clear();
    }
}
