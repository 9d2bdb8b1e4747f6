using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.Contacts;
using Superfone.Dashboard.Domain.Summaries;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Projections.Search;

/// <summary>Keeps the full-text tables up to date.</summary>
internal sealed class SearchIndex(ReadModelWriter readModel, PhoneBook phones)
{
    private const int MostRemembered = 100_000;

    // Saves one statement for each word of each text.
    private readonly HashSet<(string Word, SearchColumns Column)> _known = [];

    /// <summary>Discards the known words. Must be called when indexed text is rolled back.</summary>
    public void RolledBack() => _known.Clear();

    /// <summary>Indexes a contact again.</summary>
    /// <param name="contact">The contact.</param>
    /// <param name="isNew">Whether the contact cannot have been indexed before.</param>
    public void Index(Contact contact, bool isNew)
    {
        if (!isNew)
            readModel.Search.DeleteContact(contact.ContactId);
        var text = SearchText.Of(contact, phones).Normalize();
        readModel.Search.AddContact(contact.ContactId, text.Who, text.Said);
        InsertWords(text.Who, SearchColumns.Contact);
        InsertWords(text.Said, SearchColumns.Contact);
    }

    /// <summary>Indexes a call, again or for the first time.</summary>
    /// <param name="call">The call.</param>
    /// <param name="summary">Its summary; <see langword="null"/> if it has none.</param>
    /// <returns>The sort keys of other calls that must be indexed again.</returns>
    public IReadOnlyList<long> Index(Call call, Summary? summary)
    {
        var contact = call.ContactId is { } contactId ? readModel.Contacts.Find(contactId) : null;
        var text = SearchText.Of(call, contact, summary, phones).Normalize();
        var moved = readModel.Search.SetCall(call.SortKey, text.Who, text.Said, text.Found, text.Spoken);
        InsertWords(text.Who, SearchColumns.Who);
        InsertWords(text.Said, SearchColumns.Said);
        InsertWords(text.Found, SearchColumns.Found);
        InsertWords(text.Spoken, SearchColumns.Spoken);
        return moved;
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
