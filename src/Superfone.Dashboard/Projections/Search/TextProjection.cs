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
        isolation.Each(ProjectionStep.Contact, batch, contacts, contact => contact.ContactId, contact => Index(contact, batch.NewContacts.Contains(contact.ContactId)));

        // In the order of their keys, so that hardly any has to make room for another one of the batch.
        var calls = batch.CallsToIndex.Select(cdrId => readModel.Calls.Find(cdrId)).OfType<Call>().OrderBy(call => call.SortKey).ToList();
        HashSet<long> moved = [];
        isolation.Each(ProjectionStep.Call, batch, calls, call => call.CdrId, call => moved.UnionWith(Index(call, batch.NewCalls.Contains(call.CdrId))));
        isolation.Each(ProjectionStep.Call, batch, moved.Select(readModel.Calls.At).OfType<Call>().ToList(), call => call.CdrId, call => Index(call, isNew: false));
    }

    /// <summary>Indexes some calls and contacts at the end of a bulk rebuild, in the order of keys, in which full-text tables grow fastest.</summary>
    /// <param name="batch">The batch of the rebuild.</param>
    /// <param name="after">The last contact and the last call, by its sort key, that are indexed.</param>
    /// <param name="limit">The maximum number of each.</param>
    /// <returns>The same after this part; <see langword="null"/> once everything is indexed.</returns>
    public (long ContactId, long SortKey)? IndexAfter(Batch batch, (long ContactId, long SortKey) after, int limit)
    {
        var contacts = readModel.Contacts.After(after.ContactId, limit);
        isolation.Each(ProjectionStep.Contact, batch, contacts, contact => contact.ContactId, contact => Index(contact, isNew: true));
        if (contacts.Count > 0)
            return after with { ContactId = contacts[^1].ContactId };
        var calls = readModel.Calls.After(after.SortKey, limit);
        isolation.Each(ProjectionStep.Call, batch, calls, call => call.CdrId, call => Index(call, isNew: true));
        return calls.Count > 0 ? after with { SortKey = calls[^1].SortKey } : null;
    }

    /// <summary>Must be called after a rollback of the indexed texts.</summary>
    public void RolledBack() => _search.RolledBack();

    private void Index(Contact contact, bool isNew)
    {
        try
        {
            _search.Index(contact, isNew);
        }
        catch
        {
            RolledBack();
            throw;
        }
    }

    // Returns the sort keys of other calls that must be indexed again.
    private IReadOnlyList<long> Index(Call call, bool isNew)
    {
        try
        {
            var summary = call.SummaryUuid is { } uuid ? readModel.Summaries.Find(uuid) : null;
            _insights.Save(call, summary, isNew);
            return _search.Index(call, summary);
        }
        catch
        {
            RolledBack();
            throw;
        }
    }
}
