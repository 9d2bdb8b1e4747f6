using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.Contacts;
using Superfone.Dashboard.Projections.Runtime;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Projections.Search;

/// <summary>Updates the full-text index and the insights that a batch affects, once per batch. In a bulk rebuild, it only reads the texts.</summary>
internal sealed class TextProjection(ReadModelWriter readModel, PhoneBook phones, Isolation isolation)
{
    private readonly TextIndex _index = new(readModel);

    /// <summary>Indexes the calls and contacts that the batch affects. Those that only failed deliveries mention do not exist.</summary>
    public void Finish(Batch batch)
    {
        isolation.Each(ProjectionStep.Contact, batch, Contacts(batch), contact => contact.ContactId, contact => _index.Index(TextOf(contact), batch.NewContacts.Contains(contact.ContactId)));

        // In the order of their keys, so that hardly any has to make room for another one of the batch.
        HashSet<long> moved = [];
        isolation.Each(ProjectionStep.Call, batch, Calls(batch), call => call.CdrId, call => moved.UnionWith(_index.Index(TextOf(call), batch.NewCalls.Contains(call.CdrId))));
        isolation.Each(ProjectionStep.Call, batch, moved.Select(readModel.Calls.At).OfType<Call>().ToList(), call => call.CdrId, call => _index.Index(TextOf(call), isNew: false));
        _index.SaveWords();
    }

    /// <summary>Takes the texts that a bulk rebuild has changed since the last call.</summary>
    /// <param name="batch">The batch of the rebuild.</param>
    /// <param name="moved">The sort keys of calls that must be indexed again.</param>
    public TextBatch Take(Batch batch, IEnumerable<long> moved)
    {
        List<ContactText> contacts = [];
        List<CallText> calls = [];
        isolation.Each(ProjectionStep.Contact, batch, Contacts(batch), contact => contact.ContactId, contact => contacts.Add(TextOf(contact)), contacts.Clear);
        batch.CallsToIndex.UnionWith(moved.Select(readModel.Calls.IdAt).OfType<long>());
        isolation.Each(ProjectionStep.Call, batch, Calls(batch), call => call.CdrId, call => calls.Add(TextOf(call)), calls.Clear);
        var texts = new TextBatch(batch.LastDeliveryId, contacts, calls, [.. batch.FreedSortKeys]);
        batch.ForgetTexts();
        return texts;
    }

    /// <summary>Must be called after a rollback of the indexed texts.</summary>
    public void RolledBack() => _index.RolledBack();

    // In the order of their keys, because a lower key than the last one ends a segment of a full-text table.
    private List<Contact> Contacts(Batch batch) => [.. batch.ContactsToIndex.Select(readModel.Contacts.Find).OfType<Contact>().OrderBy(contact => contact.ContactId)];

    private List<Call> Calls(Batch batch) => [.. batch.CallsToIndex.Select(cdrId => readModel.Calls.Find(cdrId)).OfType<Call>().OrderBy(call => call.SortKey)];

    // Texts are made of copies, because in a bulk rebuild another thread makes them while this one goes on.
    private ContactText TextOf(Contact contact)
    {
        var copy = contact.Copy();
        return new ContactText(contact.ContactId, () => SearchText.Of(copy, phones));
    }

    private CallText TextOf(Call call)
    {
        var summary = call.SummaryUuid is { } uuid ? readModel.Summaries.Find(uuid) : null;
        var contact = call.ContactId is { } contactId ? readModel.Contacts.Find(contactId)?.Copy() : null;
        return new CallText(call, () => SearchText.Of(call, contact, summary, phones), summary?.Insights ?? []);
    }
}
