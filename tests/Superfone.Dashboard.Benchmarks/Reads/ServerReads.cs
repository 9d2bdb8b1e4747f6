using Superfone.Dashboard.Benchmarks.Seeding;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.ReadModels.Analytics;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.ReadModels.Insights;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.ReadModels.Search;
using Superfone.Dashboard.ReadModels.Summaries;
using Superfone.Dashboard.ReadModels.Tasks;
using Superfone.Events;

namespace Superfone.Dashboard.Benchmarks.Reads;

/// <summary>What pages and the API read: first rows, each filter, each search.</summary>
internal static class ServerReads
{
    private static readonly DateTime ThatDay = BusinessBodies.Now.AddDays(-3);

    private static readonly DateTime FiveDaysAgo = BusinessBodies.Now.AddDays(-5);

    private static readonly InsightFilter LastMonth = new() { From = BusinessBodies.Now.AddDays(-30) };

    private static readonly InsightFilter FiveDays = new() { From = FiveDaysAgo };

    private static readonly StageHistory IntoStage = new("Stage 3", StageStep.Entered) { From = ThatDay };

    private static readonly CallFilter Answered = new() { From = FiveDaysAgo, Outcome = Outcome.Answered };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Read> All { get; } =
    [
        Calls("calls: newest", new CallFilter()),
        Calls("calls: oldest", new CallFilter(), CallSort.Oldest),
        Calls("calls: longest talk", new CallFilter(), CallSort.LongestTalk),
        Calls("calls: of a span", new CallFilter { From = ThatDay, To = ThatDay.AddDays(1) }),
        Calls("calls: inbound", new CallFilter { Direction = CallDirection.Inbound }),
        Calls("calls: busy", new CallFilter { Outcome = Outcome.Busy }),
        Calls("calls: no answer", new CallFilter { Disposition = "NOANSWER" }),
        Calls("calls: missed", new CallFilter { Missed = true }),
        Calls("calls: of an agent", new CallFilter { StaffPhone = "98765 43203" }),
        Calls("calls: of a number", new CallFilter { Phone = "+91 98000 00037" }),
        Calls("calls: of a contact", new CallFilter { ContactId = BusinessBodies.FirstContact + 1 }),
        Calls("calls: of an account", new CallFilter { Account = "+918000099998" }),
        Calls("calls: with recording", new CallFilter { HasRecording = true }),
        Calls("calls: without recording", new CallFilter { HasRecording = false }),
        Calls("calls: with summary", new CallFilter { HasSummary = true }),
        Calls("calls: without summary", new CallFilter { HasSummary = false }),
        Calls("calls: of a common label", new CallFilter { Label = "Hot" }),
        Calls("calls: of a rare label", new CallFilter { Label = "VIP" }),
        Calls("calls: missed by an agent", new CallFilter { StaffPhone = "9876543203", Missed = true }),
        Calls("search calls: common word", new CallFilter { Q = "delivery" }),
        Calls("search calls: common word in Hindi", new CallFilter { Q = "डिलीवरी" }),
        Calls("search calls: rare word", new CallFilter { Q = "zirconium" }),
        Calls("search calls: two words", new CallFilter { Q = "escalation payment" }),
        Calls("search calls: beginning of a word", new CallFilter { Q = "deliv" }),
        Calls("search calls: a letter", new CallFilter { Q = "d" }),
        Calls("search calls: common name", new CallFilter { Q = "asha" }),
        Calls("search calls: part of a name", new CallFilter { Q = "arthi" }),
        Calls("search calls: number", new CallFilter { Q = "98000 00037" }),
        Calls("search calls: digits of a number", new CallFilter { Q = "47397" }),
        Calls("search calls: digits that nearly all numbers have", new CallFilter { Q = "00037" }),
        Calls("search calls: common word, missed", new CallFilter { Q = "kumar", Missed = true }),
        Read.All("call", (CallQueries calls) => calls.FindAsync(Visibility.Everything, BusinessBodies.FirstCall + 5_000)),
        Contacts("contacts: newest", new ContactFilter()),
        Contacts("contacts: of a stage", new ContactFilter { Stage = "Stage 3" }),
        Contacts("contacts: of a group", new ContactFilter { Group = "Group 1" }),
        Contacts("contacts: of a label", new ContactFilter { Label = "Hot" }),
        Contacts("contacts: of an assignee", new ContactFilter { AssigneeUserId = 3 }),
        Contacts("contacts: of a number", new ContactFilter { Phone = "9800000037" }),
        Contacts("search contacts: common name", new ContactFilter { Q = "asha" }),
        Contacts("search contacts: part of a name", new ContactFilter { Q = "arthi" }),
        Contacts("search contacts: e-mail address", new ContactFilter { Q = "c000036@example.com" }),
        Read.List("contacts: who was active last", (ContactQueries contacts, int most) => contacts.ListByActivityAsync(Visibility.Everything, new ContactFilter(), limit: most)),
        Read.List("contacts: of a label, who was active last", (ContactQueries contacts, int most) => contacts.ListByActivityAsync(Visibility.Everything, new ContactFilter { Label = "Hot" }, limit: most)),
        Read.List("contacts: of a source, newest", (ContactQueries contacts, int most) => contacts.ListByArrivalAsync(Visibility.Everything, new ContactFilter(), new ContactArrival { Source = "website-form" }, limit: most)),
        Read.List("contacts: who came into a stage since then", (ContactQueries contacts, int most) => contacts.ListByStageAsync(Visibility.Everything, new ContactFilter(), IntoStage, limit: most)),
        Read.List("contacts: of a stage, new since then", (ContactQueries contacts, int most) => contacts.ListByArrivalAsync(Visibility.Everything, new ContactFilter { Stage = "Stage 3" }, new ContactArrival { From = ThatDay }, limit: most)),
        Read.All("contact", (OverviewQueries overviews) => overviews.OfContactAsync(Visibility.Everything, BusinessBodies.FirstContact + 6)),
        Read.List("contact's timeline", (TimelineQueries timeline, int most) => timeline.ListAsync(Visibility.Everything, BusinessBodies.FirstContact + 6, limit: most)!),
        Read.List("tasks: newest", (TaskQueries tasks, int most) => tasks.ListAsync(Visibility.Everything, new TaskFilter(), limit: most)),
        Read.List("tasks: waiting", (TaskQueries tasks, int most) => tasks.ListAsync(Visibility.Everything, new TaskFilter { Status = "PENDING" }, limit: most)),
        Read.List("tasks: overdue", (TaskQueries tasks, int most) => tasks.ListAsync(Visibility.Everything, new TaskFilter { Overdue = true }, limit: most)),
        Read.List("tasks page: overdue", (TaskSectionQueries tasks, int most) => tasks.ListAsync(Visibility.Everything, TaskSection.Overdue, new TaskFilter(), limit: most)),
        Read.List("tasks page: without a date", (TaskSectionQueries tasks, int most) => tasks.ListAsync(Visibility.Everything, TaskSection.NoDate, new TaskFilter(), limit: most)),
        Read.List("tasks page: done, of a type", (TaskSectionQueries tasks, int most) => tasks.ListAsync(Visibility.Everything, TaskSection.Done, new TaskFilter { Type = "REMINDER" }, limit: most)),
        Read.List("follow-ups: open", (FollowUpQueries followUps, int most) => followUps.ListAsync(Visibility.Everything, new FollowUpFilter { State = FollowUpState.Open }, limit: most)),
        Read.List("follow-ups: returned", (FollowUpQueries followUps, int most) => followUps.ListAsync(Visibility.Everything, new FollowUpFilter { State = FollowUpState.Returned }, limit: most)),
        Read.List("follow-ups page: who has waited longest", (FollowUpQueries followUps, int most) => followUps.WorkListAsync(Visibility.Everything, new WorkListFilter { State = FollowUpState.Open }, limit: most)),
        Read.All("follow-ups: times to return of 5 days", (ReturnStatsQueries stats) => stats.ReadAsync(Visibility.Everything, FiveDaysAgo, BusinessBodies.Now)),
        Read.All("missed calls by hour: 5 days", (MissedHourQueries missed) => missed.ReadAsync(Visibility.Everything, new AnalyticsFilter(DateOnly.FromDateTime(FiveDaysAgo), DateOnly.FromDateTime(BusinessBodies.Now)))),
        Read.All("callers by day: 5 days", (CallerQueries callers) => callers.ReadAsync(Visibility.Everything, new AnalyticsFilter(DateOnly.FromDateTime(FiveDaysAgo), DateOnly.FromDateTime(BusinessBodies.Now)))),
        Read.List("waiting summaries", (SummaryQueries summaries, int most) => summaries.ListUnmatchedAsync(Visibility.Everything, new SummaryFilter(), limit: most)),
        Read.List("insights: newest", (InsightQueries insights, int most) => insights.ListAsync(Visibility.Everything, LastMonth, limit: most)),
        Read.List("insights: of a title, an agent and a common label", (InsightQueries insights, int most) => insights.ListAsync(Visibility.Everything, LastMonth with { TitleKey = "mainconcern", StaffPhone = "9876543203", Label = "Hot" }, limit: most)),
        Read.List("insights: of a stage", (InsightQueries insights, int most) => insights.ListAsync(Visibility.Everything, LastMonth with { Stage = "Stage 3" }, limit: most)),
        Read.List("insights: words", (InsightQueries insights, int most) => insights.ListAsync(Visibility.Everything, LastMonth with { Q = "delivery" }, limit: most)),
        Read.List("insights: who wants to be called back", (InsightQueries insights, int most) => insights.ListAsync(Visibility.Everything, LastMonth with { OpenCallbacks = true }, limit: most)),
        Read.All("titles: of 5 days", (InsightQueries insights) => insights.CountTitlesAsync(Visibility.Everything, FiveDays)),
        Read.All("titles: of 5 days, an agent and a stage", (InsightQueries insights) => insights.CountTitlesAsync(Visibility.Everything, FiveDays with { StaffPhone = "9876543203", Stage = "Stage 3" })),
        Read.All("values of a title: 5 days", (InsightValueQueries values) => values.RankAsync(Visibility.Everything, FiveDays with { TitleKey = "mainconcern" })),
        Read.All("values of a title: 5 days, an agent and not a stage", (InsightValueQueries values) => values.RankAsync(Visibility.Everything, FiveDays with { TitleKey = "mainconcern", StaffPhone = "9876543203", NotStage = "Stage 3" })),
        Read.All("sentiment: 5 days", (SentimentQueries sentiments) => sentiments.ReadAsync(Visibility.Everything, FiveDays with { TitleKey = "sentiment" })),
        Read.List("insights: of a value", (InsightQueries insights, int most) => insights.ListAsync(Visibility.Everything, LastMonth with { TitleKey = "mainconcern", Value = "delivery" }, limit: most)),
        Read.List("insights: of a value and not a stage", (InsightQueries insights, int most) => insights.ListAsync(Visibility.Everything, new InsightFilter { TitleKey = "mainconcern", Value = "delivery", NotStage = "Stage 3" }, limit: most)),
        Read.All("trend of a title: 2 days", (InsightTrendQueries trends) => trends.ReadAsync(Visibility.Everything, FiveDays with { From = ThatDay.AddDays(1), TitleKey = "mainconcern" })),
        Read.List("summaries: newest", (ConversationQueries conversations, int most) => conversations.ListSummariesAsync(Visibility.Everything, LastMonth, limit: most)),
        Read.List("transcripts: common word", (ConversationQueries conversations, int most) => conversations.ListSpokenAsync(Visibility.Everything, new InsightFilter { Q = "delivery" }, limit: most)),
        Read.List("transcripts: common word, of an agent and a stage", (ConversationQueries conversations, int most) => conversations.ListSpokenAsync(Visibility.Everything, new InsightFilter { Q = "delivery", StaffPhone = "9876543204", Stage = "Stage 2" }, limit: most)),
        Read.List("transcripts: word of the summaries only", (ConversationQueries conversations, int most) => conversations.ListSpokenAsync(Visibility.Everything, new InsightFilter { Q = "customer" }, limit: most)),
        Read.List("deliveries: newest", (DeliveryQueries deliveries, int most) => deliveries.ListAsync(Visibility.Everything, new DeliveryFilter(), limit: most)),
        Read.List("deliveries: of an event", (DeliveryQueries deliveries, int most) => deliveries.ListAsync(Visibility.Everything, new DeliveryFilter { Event = "TASK_CREATE" }, limit: most)),
        Read.List("deliveries: with a text", (DeliveryQueries deliveries, int most) => deliveries.ListAsync(Visibility.Everything, new DeliveryFilter { Q = "reminder" }, limit: most)),
        Read.All("events: newest", (EventQueries events) => events.NewestAsync(Visibility.Everything, PageSize.Default)),
        Read.List("unheard recordings of 5 days: none", (ListenQueries listens, int most) => listens.ListUnheardAsync(Visibility.Everything, Answered, null, limit: most)),
        Read.List("calls that lack something", (CompletenessQueries calls, int most) => calls.ListAsync(Visibility.Everything, null, FiveDaysAgo, limit: most)),
        Read.All("number of calls that lack something", (CompletenessQueries calls) => calls.CountAsync(Visibility.Everything, FiveDaysAgo)),
        Read.All("search everywhere: common word", (SearchQueries search) => search.FindAsync(Visibility.Everything, "delivery")),
        Read.All("search everywhere: common name", (SearchQueries search) => search.FindAsync(Visibility.Everything, "asha")),
        Read.All("search everywhere: number", (SearchQueries search) => search.FindAsync(Visibility.Everything, "98000 00037")),
        Read.All("agents and accounts to choose from", (CallChoiceQueries choices) => choices.ReadAsync(Visibility.Everything)),
        Read.All("today", (TodayQueries today) => today.TodayAsync(Visibility.Everything, null)),
        Read.All("figures of a day", (StatsQueries stats) => stats.ReadAsync(Visibility.Everything, ThatDay, ThatDay.AddDays(1))),
    ];

    private static Read Calls(string name, CallFilter filter, CallSort sort = CallSort.Newest) =>
        Read.List(name, (CallQueries calls, int most) => calls.ListAsync(Visibility.Everything, filter, sort, limit: most));

    private static Read Contacts(string name, ContactFilter filter) =>
        Read.List(name, (ContactQueries contacts, int most) => contacts.ListAsync(Visibility.Everything, filter, limit: most));
}
