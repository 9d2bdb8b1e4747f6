using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Benchmarks.Seeding;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Queries;
using Superfone.Events;

namespace Superfone.Dashboard.Benchmarks;

/// <summary>What a page's reads take in a business of a hundred times as many calls, in turns within one run.</summary>
internal static class QueryBenchmark
{
    private const double MostTimes = 1.5;

    // Below this a difference is the machine's, not the query's.
    private const double Noise = 0.3;

    private static readonly DateTime ThatDay = BusinessBodies.Now.AddDays(-3);

    private static readonly InsightFilter LastMonth = new() { From = BusinessBodies.Now.AddDays(-30) };

    private static readonly InsightFilter FiveDays = new() { From = BusinessBodies.Now.AddDays(-5) };

    private static readonly (string Name, Func<Reads, Task> Read)[] All =
    [
        ("calls: newest", reads => reads.Calls.ListAsync(new CallFilter())),
        ("calls: of a span", reads => reads.Calls.ListAsync(new CallFilter { From = ThatDay, To = ThatDay.AddDays(1) })),
        ("calls: inbound", reads => reads.Calls.ListAsync(new CallFilter { Direction = CallDirection.Inbound })),
        ("calls: busy", reads => reads.Calls.ListAsync(new CallFilter { Outcome = Outcome.Busy })),
        ("calls: no answer", reads => reads.Calls.ListAsync(new CallFilter { Disposition = "NOANSWER" })),
        ("calls: missed", reads => reads.Calls.ListAsync(new CallFilter { Missed = true })),
        ("calls: of an agent", reads => reads.Calls.ListAsync(new CallFilter { StaffPhone = "98765 43203" })),
        ("calls: of a number", reads => reads.Calls.ListAsync(new CallFilter { Phone = "+91 98000 00037" })),
        ("calls: of a contact", reads => reads.Calls.ListAsync(new CallFilter { ContactId = BusinessBodies.FirstContact + 1 })),
        ("calls: of an account", reads => reads.Calls.ListAsync(new CallFilter { Account = "+918000099998" })),
        ("calls: with recording", reads => reads.Calls.ListAsync(new CallFilter { HasRecording = true })),
        ("calls: without recording", reads => reads.Calls.ListAsync(new CallFilter { HasRecording = false })),
        ("calls: with summary", reads => reads.Calls.ListAsync(new CallFilter { HasSummary = true })),
        ("calls: without summary", reads => reads.Calls.ListAsync(new CallFilter { HasSummary = false })),
        ("calls: of a common label", reads => reads.Calls.ListAsync(new CallFilter { Label = "Hot" })),
        ("calls: of a rare label", reads => reads.Calls.ListAsync(new CallFilter { Label = "VIP" })),
        ("calls: missed by an agent", reads => reads.Calls.ListAsync(new CallFilter { StaffPhone = "9876543203", Missed = true })),
        ("search calls: common word", reads => reads.Calls.ListAsync(new CallFilter { Q = "delivery" })),
        ("search calls: common word in Hindi", reads => reads.Calls.ListAsync(new CallFilter { Q = "डिलीवरी" })),
        ("search calls: rare word", reads => reads.Calls.ListAsync(new CallFilter { Q = "zirconium" })),
        ("search calls: two words", reads => reads.Calls.ListAsync(new CallFilter { Q = "escalation payment" })),
        ("search calls: beginning of a word", reads => reads.Calls.ListAsync(new CallFilter { Q = "deliv" })),
        ("search calls: a letter", reads => reads.Calls.ListAsync(new CallFilter { Q = "d" })),
        ("search calls: common name", reads => reads.Calls.ListAsync(new CallFilter { Q = "asha" })),
        ("search calls: part of a name", reads => reads.Calls.ListAsync(new CallFilter { Q = "arthi" })),
        ("search calls: number", reads => reads.Calls.ListAsync(new CallFilter { Q = "98000 00037" })),
        ("search calls: digits of a number", reads => reads.Calls.ListAsync(new CallFilter { Q = "00037" })),
        ("search calls: common word, missed", reads => reads.Calls.ListAsync(new CallFilter { Q = "kumar", Missed = true })),
        ("call", reads => reads.Calls.FindAsync(BusinessBodies.FirstCall + 5_000)),
        ("contacts: newest", reads => reads.Contacts.ListAsync(new ContactFilter())),
        ("contacts: of a stage", reads => reads.Contacts.ListAsync(new ContactFilter { Stage = "Stage 3" })),
        ("contacts: of a group", reads => reads.Contacts.ListAsync(new ContactFilter { Group = "Group 1" })),
        ("contacts: of a label", reads => reads.Contacts.ListAsync(new ContactFilter { Label = "Hot" })),
        ("contacts: of an assignee", reads => reads.Contacts.ListAsync(new ContactFilter { AssigneeUserId = 3 })),
        ("contacts: of a number", reads => reads.Contacts.ListAsync(new ContactFilter { Phone = "9800000037" })),
        ("search contacts: common name", reads => reads.Contacts.ListAsync(new ContactFilter { Q = "asha" })),
        ("search contacts: part of a name", reads => reads.Contacts.ListAsync(new ContactFilter { Q = "arthi" })),
        ("search contacts: rare", reads => reads.Contacts.ListAsync(new ContactFilter { Q = "c000037@example.com" })),
        ("contact's timeline", reads => reads.Timeline.ListAsync(BusinessBodies.FirstContact + 7)),
        ("tasks: newest", reads => reads.Tasks.ListAsync(new TaskFilter())),
        ("tasks: waiting", reads => reads.Tasks.ListAsync(new TaskFilter { Status = TaskItem.Pending })),
        ("tasks: overdue", reads => reads.Tasks.ListAsync(new TaskFilter { Overdue = true })),
        ("follow-ups: open", reads => reads.FollowUps.ListAsync(new FollowUpFilter { State = FollowUpState.Open })),
        ("follow-ups: returned", reads => reads.FollowUps.ListAsync(new FollowUpFilter { State = FollowUpState.Returned })),
        ("waiting summaries", reads => reads.Summaries.ListUnmatchedAsync(new SummaryFilter())),
        ("insights: newest", reads => reads.Insights.ListAsync(LastMonth)),
        ("insights: of a title, an agent and a common label", reads => reads.Insights.ListAsync(LastMonth with { TitleKey = "mainconcern", StaffPhone = "9876543203", Label = "Hot" })),
        ("insights: of a stage", reads => reads.Insights.ListAsync(LastMonth with { Stage = "Stage 3" })),
        ("insights: words", reads => reads.Insights.ListAsync(LastMonth with { Q = "delivery" })),
        ("titles: of 5 days", reads => reads.Insights.CountTitlesAsync(FiveDays)),
        ("titles: of 5 days, an agent and a stage", reads => reads.Insights.CountTitlesAsync(FiveDays with { StaffPhone = "9876543203", Stage = "Stage 3" })),
        ("trend of a title: 2 days", reads => reads.Trends.ReadAsync(FiveDays with { From = ThatDay.AddDays(1), TitleKey = "mainconcern" })),
        ("summaries: newest", reads => reads.Conversations.ListSummariesAsync(LastMonth)),
        ("transcripts: common word", reads => reads.Conversations.ListSpokenAsync(new InsightFilter { Q = "delivery" })),
        ("transcripts: common word, of an agent and a stage", reads => reads.Conversations.ListSpokenAsync(new InsightFilter { Q = "delivery", StaffPhone = "9876543204", Stage = "Stage 2" })),
        ("transcripts: word of the summaries only", reads => reads.Conversations.ListSpokenAsync(new InsightFilter { Q = "customer" })),
        ("deliveries: newest", reads => reads.Deliveries.ListAsync(new DeliveryFilter())),
        ("deliveries: of an event", reads => reads.Deliveries.ListAsync(new DeliveryFilter { Event = "TASK_CREATE" })),
        ("figures of a day", reads => reads.Stats.ReadAsync(ThatDay, ThatDay.AddDays(1))),
    ];

    /// <summary>Runs it and prints what it found.</summary>
    /// <returns>0, or 1 when a read takes more than one and a half times as long.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new Arguments(args);
        var rounds = (int)arguments.Number("rounds", 15);
        var (few, many) = ((int)arguments.Number("few", 10_000), (int)arguments.Number("many", 1_000_000));
        await using var small = await SeededBusiness.StartAsync(arguments.Directory, few);
        await using var large = await SeededBusiness.StartAsync(arguments.Directory, many);
        var (smallReads, largeReads) = (new Reads(small.Services), new Reads(large.Services));

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| ms | {few:#,0} calls | {many:#,0} calls | times |\n|---|---|---|---|"));
        var isKept = true;
        foreach (var (name, read) in All.Where(read => read.Name.Contains(arguments.Text("only") ?? "", StringComparison.Ordinal)))
        {
            await TimeAsync(smallReads, read);
            await TimeAsync(largeReads, read);
            List<double> ofSmall = [], ofLarge = [];
            for (var round = 0; round < rounds; round++)
            {
                ofSmall.Add(await TimeAsync(smallReads, read));
                ofLarge.Add(await TimeAsync(largeReads, read));
            }

            var (before, after) = (Median(ofSmall), Median(ofLarge));
            var isMissed = after > before * MostTimes && after - before > Noise;
            isKept &= !isMissed;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {before:0.00} | {after:0.00} | {after / before:0.00}{(isMissed ? " **missed**" : "")} |"));
        }

        return isKept ? 0 : 1;
    }

    private static async Task<double> TimeAsync(Reads reads, Func<Reads, Task> read)
    {
        var started = Stopwatch.GetTimestamp();
        await read(reads);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }

    private sealed class Reads(IServiceProvider services)
    {
        public CallQueries Calls { get; } = services.GetRequiredService<CallQueries>();

        public ContactQueries Contacts { get; } = services.GetRequiredService<ContactQueries>();

        public TimelineQueries Timeline { get; } = services.GetRequiredService<TimelineQueries>();

        public TaskQueries Tasks { get; } = services.GetRequiredService<TaskQueries>();

        public FollowUpQueries FollowUps { get; } = services.GetRequiredService<FollowUpQueries>();

        public SummaryQueries Summaries { get; } = services.GetRequiredService<SummaryQueries>();

        public InsightQueries Insights { get; } = services.GetRequiredService<InsightQueries>();

        public InsightTrendQueries Trends { get; } = services.GetRequiredService<InsightTrendQueries>();

        public ConversationQueries Conversations { get; } = services.GetRequiredService<ConversationQueries>();

        public DeliveryQueries Deliveries { get; } = services.GetRequiredService<DeliveryQueries>();

        public StatsQueries Stats { get; } = services.GetRequiredService<StatsQueries>();
    }
}
