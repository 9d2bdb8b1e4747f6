using System.Text.Encodings.Web;
using System.Text.Json;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Storage.Views;

namespace Superfone.Dashboard.Projection;

/// <summary>Keeps the full-text tables: once per batch for everything whose text has changed.</summary>
internal sealed class SearchIndex(ViewsWriter views, PhoneBook phones)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

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
        {
            if (!batch.NewCalls.Contains(call.CdrId))
                RemoveCall(views, call.SortKey);
            Index(call);
        }
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
            .. contact.Labels.Select(label => label.Title), .. contact.Products.Select(product => product.Title), .. contact.CustomFields.Values.Select(WithoutEscapes),
        ]);
    }

    private void Index(Call call)
    {
        var contact = call.ContactId is { } contactId ? views.Contacts.Find(contactId) : null;
        var summary = call.SummaryUuid is { } uuid ? views.Summaries.Find(uuid) : null;
        List<string?> fragments = [call.StaffName, DigitsOf(call.PhoneKey)];
        if (contact is not null)
            fragments.AddRange([.. NamesOf(contact), .. NumbersOf(contact)]);

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

    private IEnumerable<string?> NumbersOf(Contact contact) => contact.Phones.Select(number => DigitsOf(phones.KeyOf(number.Phone)));

    // "\u0915" → "क": a custom field's value is JSON as it was received.
    private static string WithoutEscapes(string json) => JsonSerializer.Serialize(JsonElement.Parse(json), Plain);

    // +918000000001 → 918000000001
    private static string? DigitsOf(string? phoneKey) => phoneKey?.TrimStart('+');
}
