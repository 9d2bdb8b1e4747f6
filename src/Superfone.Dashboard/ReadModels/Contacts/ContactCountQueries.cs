using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Contacts;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Contacts;

/// <summary>Counts contacts, from indexes that cover most filters.</summary>
public sealed class ContactCountQueries(IDbContextFactory<ReadModelContext> contexts, PhoneBook phones)
{
    /// <summary>The largest number that is counted.</summary>
    public const int MostCounted = 100_000;

    /// <summary>Counts the contacts that pass a filter, except for its search text.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="arrival">The range of time in which they were new, and their source.</param>
    /// <param name="history">Their history in a lead stage.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <returns>The number of contacts; more than <see cref="MostCounted"/> if there are more.</returns>
    public async Task<int> CountAsync(
        Visibility visibility, ContactFilter filter, ContactArrival? arrival = null, StageHistory? history = null, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        if (history is not null && filter == new ContactFilter())
            return await readModel.StaysOf(history).Select(stay => stay.ContactId).Distinct().Take(MostCounted + 1).CountAsync(cancellation);
        var contacts = arrival is null || history is not null
            ? await readModel.ApplyFilterAsync(filter, phones, cancellation)
            : await readModel.ArrivedAsync(filter, arrival, phones, cancellation);
        return await Ids(readModel, contacts, arrival, history).Take(MostCounted + 1).CountAsync(cancellation);
    }

    /// <summary>The number of times that contacts entered or left a lead stage: some did so more than once.</summary>
    public async Task<int> TimesAsync(Visibility visibility, StageHistory history, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        return await readModel.StaysOf(history).CountAsync(cancellation);
    }

    /// <summary>The contacts in the order in which they are listed, which is that of the index that the query uses.</summary>
    internal static IQueryable<long> Ids(ReadModelContext readModel, IQueryable<Contact> contacts, ContactArrival? arrival, StageHistory? history) => (arrival, history) switch
    {
        (_, { } stage) => contacts.InStage(readModel, stage, null).Select(row => row.ContactId),
        (not null, _) => ContactQueries.ByArrival(contacts, null).Select(contact => contact.ContactId),
        _ => ContactQueries.ByActivity(contacts, null).Select(contact => contact.ContactId),
    };
}
