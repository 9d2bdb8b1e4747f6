using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.Contacts;
using Superfone.Dashboard.Projections.Insights;
using Superfone.Dashboard.Projections.Runtime;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Projections.Search;

/// <summary>Updates the full-text index and the insights that a batch affects, once per batch.</summary>
internal sealed class TextProjection(ReadModelWriter readModel, PhoneBook phones, Isolation isolation)
{
    private readonly SearchIndex _search = new(readModel, phones);
    private readonly InsightProjection _insights = new(readModel);

    /// <summary>Indexes the calls and contacts that the batch affects. Those that only failed deliveries mention do not exist.</summary>
    public void Finish(Batch batch)
    {
        var contacts = batch.ContactsToIndex.Select(contactId => readModel.Contacts.Find(contactId)).OfType<Contact>().ToList();
        isolation.Each(ProjectionStep.Contact, batch, contacts, contact => contact.ContactId, contact => Index(contact, batch));
        var calls = batch.CallsToIndex.Select(cdrId => readModel.Calls.Find(cdrId)).OfType<Call>().ToList();
        isolation.Each(ProjectionStep.Call, batch, calls, call => call.CdrId, call => Index(call, batch));
    }

    /// <summary>Must be called after a rollback of the indexed texts.</summary>
    public void RolledBack() => _search.RolledBack();

    private void Index(Contact contact, Batch batch)
    {
        try
        {
            _search.Index(contact, batch.NewContacts.Contains(contact.ContactId));
        }
        catch
        {
            RolledBack();
            throw;
        }
    }

    private void Index(Call call, Batch batch)
    {
        var isNew = batch.NewCalls.Contains(call.CdrId);
        try
        {
            var summary = call.SummaryUuid is { } uuid ? readModel.Summaries.Find(uuid) : null;
            _insights.Save(call, summary, isNew);
            _search.Index(call, summary, isNew);
        }
        catch
        {
            RolledBack();
            throw;
        }
    }
}
