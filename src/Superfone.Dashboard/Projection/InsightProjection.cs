using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Storage.Views;
using Superfone.Events;

namespace Superfone.Dashboard.Projection;

/// <summary>Keeps the insights of calls: once per batch for every call whose summary or place in time may have changed.</summary>
internal sealed class InsightProjection(ViewsWriter views)
{
    /// <summary>Writes anew what the batch has touched.</summary>
    public void Finish(Batch batch)
    {
        foreach (var call in batch.CallsToIndex.Select(cdrId => views.Calls.Find(cdrId)).OfType<Call>())
        {
            if (!batch.NewCalls.Contains(call.CdrId))
                views.Execute("DELETE FROM CallInsights WHERE CdrId = $0", call.CdrId);
            if (call.SummaryUuid is { } uuid && views.Summaries.Find(uuid) is { } summary)
                Save(call, summary.Insights);
        }
    }

    private void Save(Call call, IEnumerable<Insight> insights)
    {
        foreach (var group in insights.Where(insight => !string.IsNullOrWhiteSpace(insight.Value)).GroupBy(insight => InsightTitle.KeyOf(insight.Title)))
        {
            var values = group.Select(insight => insight.Value!.Trim()).Distinct().ToList();
            views.CallInsights.Save(new CallInsight
            {
                CdrId = call.CdrId,
                TitleKey = group.Key,
                Title = InsightTitle.Of(group.First().Title),
                Value = string.Join("; ", values),
                IsCallback = InsightTitle.IsCallback(group.Key) && values.Exists(InsightTitle.SaysSomething),
                SortKey = call.SortKey,
            });
        }
    }
}
