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
            Index(contact);
        foreach (var call in batch.CallsToIndex.Select(cdrId => views.Calls.Find(cdrId)).OfType<Call>())
            Index(call);
    }

    private void Index(Contact contact)
    {
        views.Execute("DELETE FROM ContactWords WHERE rowid = $0", contact.ContactId);
        views.Execute("DELETE FROM ContactFragments WHERE rowid = $0", contact.ContactId);
        List<string?> fragments = [.. NamesOf(contact), .. NumbersOf(contact), .. contact.Emails];
        Insert("ContactFragments", contact.ContactId, fragments);
        Insert("ContactWords", contact.ContactId,
        [
            .. fragments, contact.Source, contact.City, contact.AdditionalInfo, contact.StageTitle, contact.GroupTitle,
            .. contact.Labels.Select(label => label.Title), .. contact.Products.Select(product => product.Title), .. contact.CustomFields.Values,
        ]);
    }

    private void Index(Call call)
    {
        var contact = call.ContactId is { } contactId ? views.Contacts.Find(contactId) : null;
        var summary = call.SummaryUuid is { } uuid ? views.Summaries.Find(uuid) : null;
        List<string?> fragments = [call.StaffName, DigitsOf(call.Phone)];
        if (contact is not null)
            fragments.AddRange([.. NamesOf(contact), .. NumbersOf(contact)]);

        RemoveCall(views, call.SortKey);
        Insert("CallFragments", call.SortKey, fragments);
        Insert("CallWords", call.SortKey,
        [
            .. fragments,
            summary?.Text,
            .. summary?.Insights.SelectMany(insight => new[] { insight.Title, insight.Value }) ?? [],
            .. summary?.Transcript.Select(turn => turn.Text) ?? [],
        ]);
    }

    private void Insert(string table, long rowId, IEnumerable<string?> texts)
    {
        // A line each, so that no search finds the end of one and the beginning of the next.
        var text = string.Join('\n', texts.Where(text => !string.IsNullOrWhiteSpace(text)).Distinct());
        if (text.Length > 0)
            views.Execute($"INSERT INTO {table} (rowid, Text) VALUES ($0, $1)", rowId, text);
    }

    private static string?[] NamesOf(Contact contact) => [contact.Name, contact.BusinessName];

    private IEnumerable<string?> NumbersOf(Contact contact) => contact.Phones.Select(number => DigitsOf(number.Phone));

    // +91 80000 00001 → 918000000001
    private string? DigitsOf(string? number) => phones.KeyOf(number)?.TrimStart('+');
}
