using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain.Summaries;
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

    // The calls with a rare value are followed from their values. Those with a frequent one occur often enough among the newest.
    private const int SelectiveValues = 1000;

    // The calls of few contacts are followed from the contacts. Those of many occur often enough among the newest.
    private const int SelectiveContacts = 1000;

    private InsightConditions()
    {
        // First, because it determines the query that the other conditions apply to. The plus keeps SQLite from reading all answered calls:
        // only a few have the number.
        Add(FilterParameter.Of((InsightFilter filter) => filter.OpenCallbacks, CallbacksName), (insights, filter, scope, _) => new(filter.OpenCallbacks == true
            ? scope.ReadModel.CallInsights.FromSql(
                $"""
                SELECT Asked.* FROM CallInsights AS Asked JOIN Calls ON Calls.SortKey = Asked.SortKey
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
        Add(FilterParameter.Of((InsightFilter filter) => filter.NotStage), NotInStageAsync);
        Add(FilterParameter.Of((InsightFilter filter) => filter.Value), WithValueAsync);

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
        IQueryable<CallInsight> insights, InsightFilter filter, ReadModelScope scope, CancellationToken cancellation) =>
        await OfContactsAsync(insights, scope.ReadModel, await scope.ReadModel.InStageAsync(filter.Stage!, scope.Phones, cancellation), cancellation);

    private static async ValueTask<IQueryable<CallInsight>> NotInStageAsync(
        IQueryable<CallInsight> insights, InsightFilter filter, ReadModelScope scope, CancellationToken cancellation)
    {
        var contacts = await scope.ReadModel.InStageAsync(filter.NotStage!, scope.Phones, cancellation);
        return insights.Where(insight => !contacts.Any(contact => contact == insight.ContactId));
    }

    // The same value may have another key under another title; see InsightValues.
    private static async ValueTask<IQueryable<CallInsight>> WithValueAsync(
        IQueryable<CallInsight> insights, InsightFilter filter, ReadModelScope scope, CancellationToken cancellation)
    {
        var (first, end, title, key) = (filter.FirstKey, filter.EndKey, filter.TitleKey, InsightValues.KeyOf(filter.TitleKey ?? "", filter.Value));
        var values = scope.ReadModel.CallInsightValues.Where(value => value.ValueKey == key);
        if (title is null)
            return insights.Where(insight => values.Any(value => value.TitleKey == insight.TitleKey && value.SortKey == insight.SortKey));
        var calls = values.Where(value => value.TitleKey == title && value.SortKey >= first && value.SortKey < end).Select(value => value.SortKey);
        return await Selectivity.AreAsync(calls, SelectiveValues, cancellation)
            ? insights.Where(insight => calls.Contains(insight.SortKey))
            : insights.Where(insight => calls.Any(call => call == insight.SortKey));
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
