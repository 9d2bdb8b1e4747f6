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
    /// <param name="filter">The filter; account, label, stages and value are applied to the newest insights afterwards.</param>
    /// <param name="most">The number of insights to which they are applied.</param>
    /// <param name="phones">Compares numbers in any written form.</param>
    /// <param name="cancellation">Stops the query.</param>
    public static async Task<IQueryable<CallInsight>> ApplyFilterToNewestAsync(
        this ReadModelContext readModel, InsightFilter filter, int most, PhoneBook phones, CancellationToken cancellation)
    {
        var newest = (await readModel.IndexedAsync(filter, phones, cancellation)).OrderByDescending(insight => insight.SortKey).Take(most);
        var rest = new InsightFilter { Account = filter.Account, Label = filter.Label, Stage = filter.Stage, NotStage = filter.NotStage, TitleKey = filter.TitleKey, Value = filter.Value };
        return await InsightConditions.All.ApplyAsync(newest, rest, new ReadModelScope(readModel, phones), cancellation);
    }

    /// <summary>
    /// The insights that pass the conditions with which the indexes of insights begin: the filter without account, label, stages and value.
    /// </summary>
    public static Task<IQueryable<CallInsight>> IndexedAsync(
        this ReadModelContext readModel, InsightFilter filter, PhoneBook phones, CancellationToken cancellation) =>
        readModel.ApplyFilterAsync(filter with { Account = null, Label = null, Stage = null, NotStage = null, Value = null }, phones, cancellation);

    /// <summary>The values of some insights: none or several for each.</summary>
    public static IQueryable<CallInsightValue> WithValues(this IQueryable<CallInsight> insights, ReadModelContext readModel) => insights.Join(
        readModel.CallInsightValues,
        insight => new { insight.TitleKey, insight.SortKey },
        value => new { value.TitleKey, value.SortKey },
        (_, value) => value);

    /// <summary>The contacts in a lead stage.</summary>
    public static async Task<IQueryable<long>> InStageAsync(this ReadModelContext readModel, string stage, PhoneBook phones, CancellationToken cancellation) =>
        (await readModel.ApplyFilterAsync(new ContactFilter { Stage = stage }, phones, cancellation)).Select(contact => contact.ContactId);

    /// <summary>The calls whose contact passes the conditions on stages.</summary>
    public static async Task<IQueryable<Call>> InStagesAsync(
        this IQueryable<Call> calls, ReadModelContext readModel, InsightFilter filter, PhoneBook phones, CancellationToken cancellation)
    {
        if (filter.Stage is { } stage)
        {
            var contacts = await readModel.InStageAsync(stage, phones, cancellation);
            calls = await Selectivity.AreAsync(contacts, SelectiveContacts, cancellation)
                ? calls.Where(call => contacts.Contains(call.ContactId!.Value))
                : calls.Where(call => contacts.Any(contact => contact == call.ContactId));
        }

        if (filter.NotStage is not { } left)
            return calls;
        var others = await readModel.InStageAsync(left, phones, cancellation);
        return calls.Where(call => !others.Any(contact => contact == call.ContactId));
    }
}
