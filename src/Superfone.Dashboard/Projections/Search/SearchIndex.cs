using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.Contacts;
using Superfone.Dashboard.Domain.Summaries;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Projections.Search;

/// <summary>Maintains the full-text index.</summary>
internal sealed class SearchIndex(ReadModelWriter readModel, PhoneBook phones)
{
    private const int MostRemembered = 100_000;

    private const string SaveWord =
        "INSERT INTO Words (Word, Columns) VALUES ($0, $1) ON CONFLICT DO UPDATE SET Columns = Columns | excluded.Columns WHERE Columns & excluded.Columns = 0";

    // Saves a query for each word of each text.
    private readonly HashSet<(string Word, SearchColumns Column)> _known = [];

    /// <summary>Removes a call whose sort key, and with it its row, has changed.</summary>
    public static void RemoveCall(ReadModelWriter readModel, long sortKey)
    {
        readModel.Execute("DELETE FROM CallWords WHERE rowid = $0", sortKey);
        readModel.Execute("DELETE FROM CallFragments WHERE rowid = $0", sortKey);
    }

    /// <summary>Call after a rollback of the indexed texts.</summary>
    public void RolledBack() => _known.Clear();

    /// <summary>Indexes a contact again.</summary>
    /// <param name="contact">The contact.</param>
    /// <param name="isNew">Whether it is new, so that there are no rows to delete.</param>
    public void Index(Contact contact, bool isNew)
    {
        if (!isNew)
        {
            readModel.Execute("DELETE FROM ContactWords WHERE rowid = $0", contact.ContactId);
            readModel.Execute("DELETE FROM ContactFragments WHERE rowid = $0", contact.ContactId);
        }

        var text = SearchText.Of(contact, phones);
        if (text.Who.Length + text.Said.Length > 0)
            readModel.Execute("INSERT INTO ContactWords (rowid, Who, Said) VALUES ($0, $1, $2)", contact.ContactId, text.Who, text.Said);
        InsertFragments("Contact", contact.ContactId, text.Who);
        InsertWords(text.Who, SearchColumns.Contact);
        InsertWords(text.Said, SearchColumns.Contact);
    }

    /// <summary>Indexes a call again.</summary>
    /// <param name="call">The call.</param>
    /// <param name="summary">Its summary; <see langword="null"/> if it has none.</param>
    /// <param name="isNew">Whether it is new, so that there are no rows to delete.</param>
    public void Index(Call call, Summary? summary, bool isNew)
    {
        if (!isNew)
            RemoveCall(readModel, call.SortKey);
        var contact = call.ContactId is { } contactId ? readModel.Contacts.Find(contactId) : null;
        var text = SearchText.Of(call, contact, summary, phones);
        if (text.Who.Length + text.Said.Length + text.Found.Length + text.Spoken.Length > 0)
        {
            readModel.Execute(
                "INSERT INTO CallWords (rowid, Who, Said, Found, Spoken) VALUES ($0, $1, $2, $3, $4)",
                call.SortKey, text.Who, text.Said, text.Found, text.Spoken);
        }

        InsertFragments("Call", call.SortKey, text.Who);
        InsertWords(text.Who, SearchColumns.Who);
        InsertWords(text.Said, SearchColumns.Said);
        InsertWords(text.Found, SearchColumns.Found);
        InsertWords(text.Spoken, SearchColumns.Spoken);
    }

    private void InsertFragments(string kind, long rowId, string who)
    {
        if (who.Length > 0)
            readModel.Execute($"INSERT INTO {kind}Fragments (rowid, Text) VALUES ($0, $1)", rowId, who);
    }

    private void InsertWords(string text, SearchColumns column)
    {
        foreach (var word in SearchWord.In(text))
        {
            if (_known.Add((word, column)))
                readModel.Execute(SaveWord, word, (int)column);
        }

        if (_known.Count > MostRemembered)
            _known.Clear();
    }
}
