using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Filters;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.ReadModels.Insights;

/// <summary>
/// The conditions of an <see cref="InsightFilter"/> on insights, in a form that an index supports. Summaries and transcripts are filtered
/// as calls; see <see cref="InsightFilter.Calls"/>.
/// </summary>
internal sealed class InsightConditions : FilterDefinition<InsightFilter, CallInsight, ReadModelScope>
{
    /// <summary>The parameter of <see cref="InsightFilter.TitleKey"/>.</summary>
    public const string TitleName = "title";

    /// <summary>The parameter of <see cref="InsightFilter.OpenCallbacks"/>.</summary>
    public const string CallbacksName = "callbacks";

    // The calls of few contacts are followed from the contacts. Those of many occur often enough among the newest.
    private const int SelectiveContacts = 1000;

    private InsightConditions()
    {
        // First, because it determines the query that the other conditions apply to. The plus keeps SQLite from reading all answered calls:
        // only a few have the number.
        Add(FilterParameter.Of((InsightFilter filter) => filter.OpenCallbacks, CallbacksName), (insights, filter, scope, _) => new(filter.OpenCallbacks == true
            ? scope.ReadModel.CallInsights.FromSql(
                $"""
                SELECT Asked.* FROM CallInsights AS Asked JOIN Calls ON Calls.CdrId = Asked.CdrId
                WHERE Asked.IsCallback AND Calls.PhoneKey IS NOT NULL AND NOT EXISTS (
                    SELECT 1 FROM Calls AS Later
                    WHERE Later.PhoneKey = Calls.PhoneKey AND Later.SortKey > Calls.SortKey AND +Later.Outcome = 1)
                """).AsNoTracking()
            : insights));
        AddRows(filter => filter.From, from => insight => insight.SortKey >= CallSpan.KeyOf(from));
        AddRows(filter => filter.To, to => insight => insight.SortKey < CallSpan.KeyOf(to));
        AddRows(filter => filter.TitleKey, title => insight => insight.TitleKey == title, TitleName);
        Add(
            FilterParameter.Of((InsightFilter filter) => filter.StaffPhone),
            (insights, filter, scope, _) => new(scope.Phones.SoughtKey(filter.StaffPhone) is { } staff ? insights.Where(insight => insight.StaffKey == staff) : insights));
        Add(
            FilterParameter.Of((InsightFilter filter) => filter.Account),
            (insights, filter, scope, _) => new(scope.Phones.SoughtKey(filter.Account) is { } account ? insights.Where(insight => insight.AccountKey == account) : insights));
        Add(FilterParameter.Of((InsightFilter filter) => filter.Label), LabelledAsync);
        Add(FilterParameter.Of((InsightFilter filter) => filter.Stage), InStageAsync);

        // Queries run over the hits of a search; see InsightQueries.
        Add(FilterParameter.Of((InsightFilter filter) => filter.Q), (insights, _, _, _) => new(insights));
    }

    /// <summary>The conditions.</summary>
    public static InsightConditions All { get; } = new();

    private static async ValueTask<IQueryable<CallInsight>> LabelledAsync(
        IQueryable<CallInsight> insights, InsightFilter filter, ReadModelScope scope, CancellationToken cancellation)
    {
        var key = Labels.KeyOf(filter.Label!);
        return await OfContactsAsync(insights, scope.ReadModel, scope.ReadModel.ContactLabels.Where(row => row.Label == key).Select(row => row.ContactId), cancellation);
    }

    private static async ValueTask<IQueryable<CallInsight>> InStageAsync(
        IQueryable<CallInsight> insights, InsightFilter filter, ReadModelScope scope, CancellationToken cancellation)
    {
        var contacts = await scope.ReadModel.ApplyFilterAsync(new ContactFilter { Stage = filter.Stage }, scope.Phones, cancellation);
        return await OfContactsAsync(insights, scope.ReadModel, contacts.Select(contact => contact.ContactId), cancellation);
    }

    private static async ValueTask<IQueryable<CallInsight>> OfContactsAsync(
        IQueryable<CallInsight> insights, ReadModelContext readModel, IQueryable<long> contacts, CancellationToken cancellation)
    {
        if (!await Selectivity.AreAsync(contacts, SelectiveContacts, cancellation))
            return insights.Where(insight => contacts.Any(contact => contact == insight.ContactId));
        var calls = readModel.Calls.Where(call => contacts.Contains(call.ContactId!.Value) && call.SummaryUuid != null).Select(call => call.SortKey);
        return insights.Where(insight => calls.Contains(insight.SortKey));
    }
}
