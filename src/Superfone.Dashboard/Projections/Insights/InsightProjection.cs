using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.Summaries;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;
using Superfone.Events;

namespace Superfone.Dashboard.Projections.Insights;

/// <summary>Projects the insights of calls.</summary>
internal sealed class InsightProjection(ReadModelWriter readModel)
{
    /// <summary>Rewrites the insights of a call whose summary may have changed. Those of a sort key that it had before must be deleted.</summary>
    /// <param name="call">The call.</param>
    /// <param name="insights">The insights of its summary.</param>
    /// <param name="isNew">Whether the call is new, so that there are no rows to delete.</param>
    public void Save(Call call, IReadOnlyList<Insight> insights, bool isNew)
    {
        if (!isNew)
            readModel.CallInsights.DeleteOfCall(call.SortKey);
        foreach (var group in insights.Where(insight => !string.IsNullOrWhiteSpace(insight.Value)).GroupBy(insight => InsightTitle.KeyOf(insight.Title)))
        {
            var values = group.Select(insight => insight.Value!.Trim()).Distinct().ToList();
            readModel.CallInsights.Save(new CallInsight
            {
                SortKey = call.SortKey,
                TitleKey = group.Key,
                Title = InsightTitle.Of(group.First().Title),
                Value = string.Join("; ", values),
                IsCallback = InsightTitle.IsCallback(group.Key) && values.Exists(InsightTitle.SaysSomething),
                StaffKey = call.StaffKey,
                AccountKey = call.AccountKey,
                ContactId = call.ContactId,
            });
            SaveValues(call, group.Key, values);
        }
    }

    private void SaveValues(Call call, string title, List<string> values)
    {
        foreach (var (key, value) in values.Select(value => (Key: InsightValues.KeyOf(title, value), Value: value)).DistinctBy(value => value.Key))
        {
            if (key is not null)
                readModel.CallInsightValues.Save(new CallInsightValue { TitleKey = title, SortKey = call.SortKey, ValueKey = key, Value = value, PhoneKey = call.PhoneKey });
        }
    }
}
