using FsCheck;
using FsCheck.Xunit;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Summaries;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Insights;
using Superfone.Dashboard.Tests.Projections;

namespace Superfone.Dashboard.Tests.ReadModels.Filters;

public sealed class InsightFilterProperties
{
    [Property(MaxTest = 30)]
    public void List_WhateverTheFilter_HasTheCallsThatPassEveryCondition(DoNotSize<int>[] steps, int[] filters)
    {
        using var log = new LogOnDisk();
        var traffic = new Traffic(log);
        foreach (var step in steps)
        {
            traffic.Step(step.Item);
            log.Append(FilterTraffic.Summarised(new Random(step.Item), log.Now));
        }

        log.Project();
        var all = List(new InsightFilter());
        var keys = all.Select(item => item.Call.SortKey).ToList();
        var summaries = Summaries(new InsightFilter());

        foreach (var seed in filters)
        {
            var filter = RandomFilters.Insight(new Random(seed), log.Now);
            var listed = List(filter).Select(item => item.Call.SortKey).ToList();
            Assert.Equal(all.Where(item => IsAsked(item, filter) && Passes(item.Call, filter)).Select(item => item.Call.SortKey), listed);
            Assert.Equal(listed.Order(), log.Read(readModel => log.Insights.AmongAsync(readModel, filter, keys, default).GetAwaiter().GetResult()).Order());

            var unsearched = filter with { Q = null };
            Assert.Equal(
                summaries.Where(call => Passes(call, unsearched)).Select(call => call.CdrId), Summaries(unsearched).Select(call => call.CdrId));
        }

        IReadOnlyList<InsightItem> List(InsightFilter filter) => log.Insights.ListAsync(Visibility.Everything, filter, limit: 1000).GetAwaiter().GetResult().Items;

        IReadOnlyList<CallItem> Summaries(InsightFilter filter) => log.Conversations.ListSummariesAsync(Visibility.Everything, filter, limit: 1000).GetAwaiter().GetResult().Items;

        bool IsAsked(InsightItem item, InsightFilter filter) =>
            item.Insights.Any(insight => (filter.TitleKey is not { } title || InsightTitle.KeyOf(insight.Title) == title)
                && (filter.Value is not { } value || InsightValues.KeyOf("", insight.Value) == InsightValues.KeyOf("", value))
                && (filter.OpenCallbacks != true || InsightTitle.IsCallback(InsightTitle.KeyOf(insight.Title)))
                && filter.Words.IsAllIn(insight.Value ?? ""))
            && (filter.OpenCallbacks != true || List(new InsightFilter { OpenCallbacks = true }).Any(open => open.Call.CdrId == item.Call.CdrId));

        bool Passes(CallItem call, InsightFilter filter) =>
            (filter.Calls with { Q = null }).Matches(call, LogOnDisk.Phones)
            && (filter.Stage is not { } stage || IsInStage(call, stage))
            && (filter.NotStage is not { } left || !IsInStage(call, left));

        bool IsInStage(CallItem call, string stage) => log.Contacts.ListAsync(Visibility.Everything, new ContactFilter { Stage = stage }, limit: 1000).GetAwaiter().GetResult()
            .Items.Any(contact => contact.ContactId == call.Contact?.ContactId);
    }
}
