using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Storage.Views;

namespace Superfone.Dashboard.Projection;

/// <summary>Keeps the full-text tables.</summary>
internal sealed class SearchIndex(ViewsWriter views, PhoneBook phones)
{
    private const int MostRemembered = 100_000;

    private const string SaveWord =
        "INSERT INTO Words (Word, Places) VALUES ($0, $1) ON CONFLICT DO UPDATE SET Places = Places | excluded.Places WHERE Places & excluded.Places = 0";

    // Saves asking the file about each word of each text.
    private readonly HashSet<(string Word, SearchPlaces Place)> _known = [];

    /// <summary>Takes a call out whose place in time, and so its row, has changed.</summary>
    public static void RemoveCall(ViewsWriter views, long sortKey)
    {
        views.Execute("DELETE FROM CallWords WHERE rowid = $0", sortKey);
        views.Execute("DELETE FROM CallFragments WHERE rowid = $0", sortKey);
    }

    /// <summary>To be told when what was indexed is taken back.</summary>
    public void RolledBack() => _known.Clear();

    /// <summary>Indexes a contact anew.</summary>
    /// <param name="contact">The contact.</param>
    /// <param name="isNew">Whether nothing of it can be there yet.</param>
    public void Index(Contact contact, bool isNew)
    {
        if (!isNew)
        {
            views.Execute("DELETE FROM ContactWords WHERE rowid = $0", contact.ContactId);
            views.Execute("DELETE FROM ContactFragments WHERE rowid = $0", contact.ContactId);
        }

        var text = SearchText.Of(contact, phones);
        if (text.Who.Length + text.Said.Length > 0)
            views.Execute("INSERT INTO ContactWords (rowid, Who, Said) VALUES ($0, $1, $2)", contact.ContactId, text.Who, text.Said);
        InsertFragments("Contact", contact.ContactId, text.Who);
        InsertWords(text.Who, SearchPlaces.Contact);
        InsertWords(text.Said, SearchPlaces.Contact);
    }

    /// <summary>Indexes a call anew.</summary>
    /// <param name="call">The call.</param>
    /// <param name="summary">Its summary; <see langword="null"/> where it has none.</param>
    /// <param name="isNew">Whether nothing of it can be there yet.</param>
    public void Index(Call call, Summary? summary, bool isNew)
    {
        if (!isNew)
            RemoveCall(views, call.SortKey);
        var contact = call.ContactId is { } contactId ? views.Contacts.Find(contactId) : null;
        var text = SearchText.Of(call, contact, summary, phones);
        if (text.Who.Length + text.Said.Length + text.Found.Length + text.Spoken.Length > 0)
        {
            views.Execute(
                "INSERT INTO CallWords (rowid, Who, Said, Found, Spoken) VALUES ($0, $1, $2, $3, $4)",
                call.SortKey, text.Who, text.Said, text.Found, text.Spoken);
        }

        InsertFragments("Call", call.SortKey, text.Who);
        InsertWords(text.Who, SearchPlaces.Who);
        InsertWords(text.Said, SearchPlaces.Said);
        InsertWords(text.Found, SearchPlaces.Found);
        InsertWords(text.Spoken, SearchPlaces.Spoken);
    }

    private void InsertFragments(string kind, long rowId, string who)
    {
        if (who.Length > 0)
            views.Execute($"INSERT INTO {kind}Fragments (rowid, Text) VALUES ($0, $1)", rowId, who);
    }

    private void InsertWords(string text, SearchPlaces place)
    {
        foreach (var word in SearchWord.In(text))
        {
            if (_known.Add((word, place)))
                views.Execute(SaveWord, word, (int)place);
        }

        if (_known.Count > MostRemembered)
            _known.Clear();
    }
}
