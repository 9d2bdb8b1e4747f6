using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.ReadModels.Insights;

/// <summary>Applies an <see cref="InsightFilter"/>, each condition in the form that an index answers.</summary>
internal static class InsightFiltering
{
    // The calls of few contacts are followed from the contacts; those of many are met often enough among the newest.
    private const int SelectiveContacts = 1000;

    /// <summary>The insights that a filter lets pass, its words apart.</summary>
    public static async Task<IQueryable<CallInsight>> ApplyFilterAsync(
        this ReadModelContext readModel, InsightFilter filter, PhoneBook phones, CancellationToken cancellation) =>
        await readModel.CallInsights(filter).InSpan(filter, phones).OfPeopleAsync(readModel, filter, phones, cancellation);

    /// <summary>The insights of a span, a title and an agent: whatever an index begins with.</summary>
    public static IQueryable<CallInsight> InSpan(this IQueryable<CallInsight> insights, InsightFilter filter, PhoneBook phones)
    {
        var (first, end) = (filter.FirstKey, filter.EndKey);
        insights = insights.Where(insight => insight.SortKey >= first && insight.SortKey < end);
        if (filter.TitleKey is { } title)
            insights = insights.Where(insight => insight.TitleKey == title);
        if (phones.SoughtKey(filter.StaffPhone) is { } staff)
            insights = insights.Where(insight => insight.StaffKey == staff);
        return insights;
    }

    /// <summary>Those of them with the filter's account, label and stage.</summary>
    public static async Task<IQueryable<CallInsight>> OfPeopleAsync(
        this IQueryable<CallInsight> insights, ReadModelContext readModel, InsightFilter filter, PhoneBook phones, CancellationToken cancellation)
    {
        if (phones.SoughtKey(filter.Account) is { } account)
            insights = insights.Where(insight => insight.AccountKey == account);
        if (filter.Label is { } label)
        {
            var key = Labels.KeyOf(label);
            var bearers = readModel.ContactLabels.Where(row => row.Label == key).Select(row => row.ContactId);
            insights = await Selectivity.AreAsync(bearers, SelectiveContacts, cancellation)
                ? insights.OfContacts(readModel, bearers)
                : insights.Where(insight => bearers.Any(bearer => bearer == insight.ContactId));
        }

        if (filter.Stage is { } stage)
        {
            var contacts = await InStageAsync(readModel, stage, phones, cancellation);
            insights = await Selectivity.AreAsync(contacts, SelectiveContacts, cancellation)
                ? insights.OfContacts(readModel, contacts)
                : insights.Where(insight => contacts.Any(contact => contact == insight.ContactId));
        }

        return insights;
    }

    /// <summary>Those calls whose contact is in a stage.</summary>
    public static async Task<IQueryable<Call>> InStageAsync(
        this IQueryable<Call> calls, ReadModelContext readModel, string stage, PhoneBook phones, CancellationToken cancellation)
    {
        var contacts = await InStageAsync(readModel, stage, phones, cancellation);
        return await Selectivity.AreAsync(contacts, SelectiveContacts, cancellation)
            ? calls.Where(call => contacts.Contains(call.ContactId!.Value))
            : calls.Where(call => contacts.Any(contact => contact == call.ContactId));
    }

    /// <summary>All insights, or those of callers with whom nobody has talked since they asked to be called back.</summary>
    public static IQueryable<CallInsight> CallInsights(this ReadModelContext readModel, InsightFilter filter)
    {
        // The plus keeps SQLite from going through all answered calls: those with the number are few.
        var insights = filter.OpenCallbacks
            ? readModel.CallInsights.FromSql(
                $"""
                SELECT Asked.* FROM CallInsights AS Asked JOIN Calls ON Calls.CdrId = Asked.CdrId
                WHERE Asked.IsCallback AND Calls.PhoneKey IS NOT NULL AND NOT EXISTS (
                    SELECT 1 FROM Calls AS Later
                    WHERE Later.PhoneKey = Calls.PhoneKey AND Later.SortKey > Calls.SortKey AND +Later.Outcome = 1)
                """)
            : readModel.CallInsights;
        return insights.AsNoTracking();
    }

    private static IQueryable<CallInsight> OfContacts(this IQueryable<CallInsight> insights, ReadModelContext readModel, IQueryable<long> contacts)
    {
        var calls = readModel.Calls.Where(call => contacts.Contains(call.ContactId!.Value) && call.SummaryUuid != null).Select(call => call.SortKey);
        return insights.Where(insight => calls.Contains(insight.SortKey));
    }

    private static async Task<IQueryable<long>> InStageAsync(ReadModelContext readModel, string stage, PhoneBook phones, CancellationToken cancellation) =>
        (await readModel.ApplyFilterAsync(new ContactFilter { Stage = stage }, phones, cancellation)).Select(contact => contact.ContactId);
}
