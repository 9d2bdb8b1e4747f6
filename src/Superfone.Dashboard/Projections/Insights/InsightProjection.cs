using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.Summaries;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;
using Superfone.Events;

namespace Superfone.Dashboard.Projections.Insights;

/// <summary>Keeps the insights of calls.</summary>
internal sealed class InsightProjection(ReadModelWriter readModel)
{
    /// <summary>Writes a call's insights anew, because its summary or its place in time may have changed.</summary>
    /// <param name="call">The call.</param>
    /// <param name="summary">Its summary; <see langword="null"/> where it has none.</param>
    /// <param name="isNew">Whether nothing of it can be there yet.</param>
    public void Save(Call call, Summary? summary, bool isNew)
    {
        if (!isNew)
            readModel.CallInsights.DeleteOfCall(call.CdrId);
        if (summary is not null)
            Save(call, summary.Insights);
    }

    private void Save(Call call, IEnumerable<Insight> insights)
    {
        foreach (var group in insights.Where(insight => !string.IsNullOrWhiteSpace(insight.Value)).GroupBy(insight => InsightTitle.KeyOf(insight.Title)))
        {
            var values = group.Select(insight => insight.Value!.Trim()).Distinct().ToList();
            readModel.CallInsights.Save(new CallInsight
            {
                CdrId = call.CdrId,
                TitleKey = group.Key,
                Title = InsightTitle.Of(group.First().Title),
                Value = string.Join("; ", values),
                IsCallback = InsightTitle.IsCallback(group.Key) && values.Exists(InsightTitle.SaysSomething),
                SortKey = call.SortKey,
                StaffKey = call.StaffKey,
                AccountKey = call.AccountKey,
                ContactId = call.ContactId,
            });
        }
    }
}
