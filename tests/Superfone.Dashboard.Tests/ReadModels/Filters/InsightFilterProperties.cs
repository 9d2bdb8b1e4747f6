using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Xunit;
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
            log.Append(Summarised(new Random(step.Item), log.Now));
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

        IReadOnlyList<InsightItem> List(InsightFilter filter) => log.Insights.ListAsync(filter, limit: 1000).GetAwaiter().GetResult().Items;

        IReadOnlyList<CallItem> Summaries(InsightFilter filter) => log.Conversations.ListSummariesAsync(filter, limit: 1000).GetAwaiter().GetResult().Items;

        bool IsAsked(InsightItem item, InsightFilter filter) =>
            item.Insights.Any(insight => (filter.TitleKey is not { } title || InsightTitle.KeyOf(insight.Title) == title)
                && (filter.OpenCallbacks != true || InsightTitle.IsCallback(InsightTitle.KeyOf(insight.Title)))
                && filter.Words.IsAllIn(insight.Value ?? ""))
            && (filter.OpenCallbacks != true || List(new InsightFilter { OpenCallbacks = true }).Any(open => open.Call.CdrId == item.Call.CdrId));

        bool Passes(CallItem call, InsightFilter filter) =>
            (filter.Calls with { Q = null }).Matches(call, LogOnDisk.Phones)
            && (filter.Stage is not { } stage || log.Contacts.ListAsync(new ContactFilter { Stage = stage }, limit: 1000).GetAwaiter().GetResult()
                .Items.Any(contact => contact.ContactId == call.Contact?.ContactId));
    }

    private static string[] Summarised(Random random, DateTime now)
    {
        var id = random.Next(100, 120);
        var uuid = $"44444444-2b6d-4c3a-9f1e-{id:d12}";
        return
        [
            Payload.Call(id, now.AddHours(-random.Next(40))).With(new JsonObject
            {
                ["cdr_uuid"] = uuid,
                ["superfone_number"] = random.Next(2) == 0 ? "+918000088888" : Payload.Account,
                ["staff_phone"] = random.Next(2) == 0 ? "+918000000001" : "+918000000002",
                ["contact_id"] = random.Next(1, 4),
                ["contact_lead_stage_name"] = random.Next(2) == 0 ? "Asha" : "Ravi",
            }),
            Payload.Summary(uuid).With(new JsonObject
            {
                ["summary"] = new JsonObject
                {
                    ["insights"] = new JsonArray(
                        new JsonObject { ["title"] = random.Next(2) == 0 ? "Callback request" : "Asha", ["value"] = $"After {random.Next(3)}" },
                        new JsonObject { ["title"] = "आशा", ["value"] = random.Next(2) == 0 ? "Asha" : "आशा से" }),
                },
            }),
        ];
    }
}
