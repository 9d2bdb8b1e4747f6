using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Filters;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.ReadModels.Insights;

/// <summary>Applies an <see cref="InsightFilter"/>; its conditions are defined in <see cref="InsightConditions"/>.</summary>
internal static class InsightFiltering
{
    // The calls of few contacts are followed from the contacts. Those of many occur often enough among the newest.
    private const int SelectiveContacts = 1000;

    /// <summary>The insights that pass the filter, except for its words.</summary>
    public static async Task<IQueryable<CallInsight>> ApplyFilterAsync(
        this ReadModelContext readModel, InsightFilter filter, PhoneBook phones, CancellationToken cancellation) =>
        await InsightConditions.All.ApplyAsync(readModel.CallInsights.AsNoTracking(), filter, new ReadModelScope(readModel, phones), cancellation);

    /// <summary>
    /// The newest insights that pass the conditions with which the indexes of insights begin, so that no others are read for a count.
    /// </summary>
    /// <param name="readModel">The insights.</param>
    /// <param name="filter">The filter; account, label and stage are applied to the newest insights afterwards.</param>
    /// <param name="most">The number of insights to which they are applied.</param>
    /// <param name="phones">Compares numbers in any written form.</param>
    /// <param name="cancellation">Stops the query.</param>
    public static async Task<IQueryable<CallInsight>> ApplyFilterToNewestAsync(
        this ReadModelContext readModel, InsightFilter filter, int most, PhoneBook phones, CancellationToken cancellation)
    {
        var newest = (await readModel.IndexedAsync(filter, phones, cancellation)).OrderByDescending(insight => insight.SortKey).Take(most);
        var rest = new InsightFilter { Account = filter.Account, Label = filter.Label, Stage = filter.Stage };
        return await InsightConditions.All.ApplyAsync(newest, rest, new ReadModelScope(readModel, phones), cancellation);
    }

    /// <summary>
    /// The insights that pass the conditions with which the indexes of insights begin: the filter without account, label and stage.
    /// </summary>
    public static Task<IQueryable<CallInsight>> IndexedAsync(
        this ReadModelContext readModel, InsightFilter filter, PhoneBook phones, CancellationToken cancellation) =>
        readModel.ApplyFilterAsync(filter with { Account = null, Label = null, Stage = null }, phones, cancellation);

    /// <summary>The calls whose contact is in a lead stage.</summary>
    public static async Task<IQueryable<Call>> InStageAsync(
        this IQueryable<Call> calls, ReadModelContext readModel, string stage, PhoneBook phones, CancellationToken cancellation)
    {
        var contacts = (await readModel.ApplyFilterAsync(new ContactFilter { Stage = stage }, phones, cancellation)).Select(contact => contact.ContactId);
        return await Selectivity.AreAsync(contacts, SelectiveContacts, cancellation)
            ? calls.Where(call => contacts.Contains(call.ContactId!.Value))
            : calls.Where(call => contacts.Any(contact => contact == call.ContactId));
    }
}
