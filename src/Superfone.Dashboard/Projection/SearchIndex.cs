using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Storage.Views;

namespace Superfone.Dashboard.Projection;

/// <summary>Keeps the full-text tables: once per batch for everything whose text has changed.</summary>
internal sealed class SearchIndex(ViewsWriter views, PhoneBook phones)
{
    /// <summary>Takes a call out whose place in time, and so its row, has changed.</summary>
    public static void RemoveCall(ViewsWriter views, long sortKey)
    {
        views.Execute("DELETE FROM CallWords WHERE rowid = $0", sortKey);
        views.Execute("DELETE FROM CallFragments WHERE rowid = $0", sortKey);
    }

    /// <summary>Indexes anew what the batch has touched.</summary>
    public void Finish(Batch batch)
    {
        // What only a failed delivery told of is not there.
        foreach (var contact in batch.ContactsToIndex.Select(contactId => views.Contacts.Find(contactId)).OfType<Contact>())
            Index(contact, batch.NewContacts.Contains(contact.ContactId));
        foreach (var call in batch.CallsToIndex.Select(cdrId => views.Calls.Find(cdrId)).OfType<Call>())
        {
            if (!batch.NewCalls.Contains(call.CdrId))
                RemoveCall(views, call.SortKey);
            Index(call);
        }
    }

    private void Index(Contact contact, bool isNew)
    {
        if (!isNew)
        {
            views.Execute("DELETE FROM ContactWords WHERE rowid = $0", contact.ContactId);
            views.Execute("DELETE FROM ContactFragments WHERE rowid = $0", contact.ContactId);
        }

        var text = SearchText.Of(contact, phones);
        Insert("ContactFragments", contact.ContactId, text.Fragments);
        Insert("ContactWords", contact.ContactId, text.Words);
    }

    private void Index(Call call)
    {
        var contact = call.ContactId is { } contactId ? views.Contacts.Find(contactId) : null;
        var summary = call.SummaryUuid is { } uuid ? views.Summaries.Find(uuid) : null;
        var text = SearchText.Of(call, contact, summary, phones);
        Insert("CallFragments", call.SortKey, text.Fragments);
        Insert("CallWords", call.SortKey, text.Words);
    }

    private void Insert(string table, long rowId, string text)
    {
        if (text.Length > 0)
            views.Execute($"INSERT INTO {table} (rowid, Text) VALUES ($0, $1)", rowId, text);
    }
}
