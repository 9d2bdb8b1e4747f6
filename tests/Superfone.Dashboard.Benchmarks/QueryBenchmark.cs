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

    // What is no list has no rows.
    private const int Whole = -1;

    private static readonly DateTime ThatDay = BusinessBodies.Now.AddDays(-3);

    private static readonly InsightFilter LastMonth = new() { From = BusinessBodies.Now.AddDays(-30) };

    private static readonly InsightFilter FiveDays = new() { From = BusinessBodies.Now.AddDays(-5) };

    private static readonly (string Name, Func<Reads, int, Task<int>> Read)[] All =
    [
        ("calls: newest", (reads, most) => RowsAsync(reads.Calls.ListAsync(new CallFilter(), limit: most))),
        ("calls: of a span", (reads, most) => RowsAsync(reads.Calls.ListAsync(new CallFilter { From = ThatDay, To = ThatDay.AddDays(1) }, limit: most))),
        ("calls: inbound", (reads, most) => RowsAsync(reads.Calls.ListAsync(new CallFilter { Direction = CallDirection.Inbound }, limit: most))),
        ("calls: busy", (reads, most) => RowsAsync(reads.Calls.ListAsync(new CallFilter { Outcome = Outcome.Busy }, limit: most))),
        ("calls: no answer", (reads, most) => RowsAsync(reads.Calls.ListAsync(new CallFilter { Disposition = "NOANSWER" }, limit: most))),
        ("calls: missed", (reads, most) => RowsAsync(reads.Calls.ListAsync(new CallFilter { Missed = true }, limit: most))),
        ("calls: of an agent", (reads, most) => RowsAsync(reads.Calls.ListAsync(new CallFilter { StaffPhone = "98765 43203" }, limit: most))),
        ("calls: of a number", (reads, most) => RowsAsync(reads.Calls.ListAsync(new CallFilter { Phone = "+91 98000 00037" }, limit: most))),
        ("calls: of a contact", (reads, most) => RowsAsync(reads.Calls.ListAsync(new CallFilter { ContactId = BusinessBodies.FirstContact + 1 }, limit: most))),
        ("calls: of an account", (reads, most) => RowsAsync(reads.Calls.ListAsync(new CallFilter { Account = "+918000099998" }, limit: most))),
        ("calls: with recording", (reads, most) => RowsAsync(reads.Calls.ListAsync(new CallFilter { HasRecording = true }, limit: most))),
        ("calls: without recording", (reads, most) => RowsAsync(reads.Calls.ListAsync(new CallFilter { HasRecording = false }, limit: most))),
        ("calls: with summary", (reads, most) => RowsAsync(reads.Calls.ListAsync(new CallFilter { HasSummary = true }, limit: most))),
        ("calls: without summary", (reads, most) => RowsAsync(reads.Calls.ListAsync(new CallFilter { HasSummary = false }, limit: most))),
        ("calls: of a common label", (reads, most) => RowsAsync(reads.Calls.ListAsync(new CallFilter { Label = "Hot" }, limit: most))),
        ("calls: of a rare label", (reads, most) => RowsAsync(reads.Calls.ListAsync(new CallFilter { Label = "VIP" }, limit: most))),
        ("calls: missed by an agent", (reads, most) => RowsAsync(reads.Calls.ListAsync(new CallFilter { StaffPhone = "9876543203", Missed = true }, limit: most))),
        ("search calls: common word", (reads, most) => RowsAsync(reads.Calls.ListAsync(new CallFilter { Q = "delivery" }, limit: most))),
        ("search calls: common word in Hindi", (reads, most) => RowsAsync(reads.Calls.ListAsync(new CallFilter { Q = "डिलीवरी" }, limit: most))),
        ("search calls: rare word", (reads, most) => RowsAsync(reads.Calls.ListAsync(new CallFilter { Q = "zirconium" }, limit: most))),
        ("search calls: two words", (reads, most) => RowsAsync(reads.Calls.ListAsync(new CallFilter { Q = "escalation payment" }, limit: most))),
        ("search calls: beginning of a word", (reads, most) => RowsAsync(reads.Calls.ListAsync(new CallFilter { Q = "deliv" }, limit: most))),
        ("search calls: a letter", (reads, most) => RowsAsync(reads.Calls.ListAsync(new CallFilter { Q = "d" }, limit: most))),
        ("search calls: common name", (reads, most) => RowsAsync(reads.Calls.ListAsync(new CallFilter { Q = "asha" }, limit: most))),
        ("search calls: part of a name", (reads, most) => RowsAsync(reads.Calls.ListAsync(new CallFilter { Q = "arthi" }, limit: most))),
        ("search calls: number", (reads, most) => RowsAsync(reads.Calls.ListAsync(new CallFilter { Q = "98000 00037" }, limit: most))),
        ("search calls: digits of a number", (reads, most) => RowsAsync(reads.Calls.ListAsync(new CallFilter { Q = "47397" }, limit: most))),
        ("search calls: digits that nearly all numbers have", (reads, most) => RowsAsync(reads.Calls.ListAsync(new CallFilter { Q = "00037" }, limit: most))),
        ("search calls: common word, missed", (reads, most) => RowsAsync(reads.Calls.ListAsync(new CallFilter { Q = "kumar", Missed = true }, limit: most))),
        ("call", (reads, _) => WholeAsync(reads.Calls.FindAsync(BusinessBodies.FirstCall + 5_000))),
        ("contacts: newest", (reads, most) => RowsAsync(reads.Contacts.ListAsync(new ContactFilter(), limit: most))),
        ("contacts: of a stage", (reads, most) => RowsAsync(reads.Contacts.ListAsync(new ContactFilter { Stage = "Stage 3" }, limit: most))),
        ("contacts: of a group", (reads, most) => RowsAsync(reads.Contacts.ListAsync(new ContactFilter { Group = "Group 1" }, limit: most))),
        ("contacts: of a label", (reads, most) => RowsAsync(reads.Contacts.ListAsync(new ContactFilter { Label = "Hot" }, limit: most))),
        ("contacts: of an assignee", (reads, most) => RowsAsync(reads.Contacts.ListAsync(new ContactFilter { AssigneeUserId = 3 }, limit: most))),
        ("contacts: of a number", (reads, most) => RowsAsync(reads.Contacts.ListAsync(new ContactFilter { Phone = "9800000037" }, limit: most))),
        ("search contacts: common name", (reads, most) => RowsAsync(reads.Contacts.ListAsync(new ContactFilter { Q = "asha" }, limit: most))),
        ("search contacts: part of a name", (reads, most) => RowsAsync(reads.Contacts.ListAsync(new ContactFilter { Q = "arthi" }, limit: most))),
        ("search contacts: e-mail address", (reads, most) => RowsAsync(reads.Contacts.ListAsync(new ContactFilter { Q = "c000036@example.com" }, limit: most))),
        ("contact's timeline", (reads, most) => RowsAsync(reads.Timeline.ListAsync(BusinessBodies.FirstContact + 6, limit: most)!)),
        ("tasks: newest", (reads, most) => RowsAsync(reads.Tasks.ListAsync(new TaskFilter(), limit: most))),
        ("tasks: waiting", (reads, most) => RowsAsync(reads.Tasks.ListAsync(new TaskFilter { Status = TaskItem.Pending }, limit: most))),
        ("tasks: overdue", (reads, most) => RowsAsync(reads.Tasks.ListAsync(new TaskFilter { Overdue = true }, limit: most))),
        ("follow-ups: open", (reads, most) => RowsAsync(reads.FollowUps.ListAsync(new FollowUpFilter { State = FollowUpState.Open }, limit: most))),
        ("follow-ups: returned", (reads, most) => RowsAsync(reads.FollowUps.ListAsync(new FollowUpFilter { State = FollowUpState.Returned }, limit: most))),
        ("waiting summaries", (reads, most) => RowsAsync(reads.Summaries.ListUnmatchedAsync(new SummaryFilter(), limit: most))),
        ("insights: newest", (reads, most) => RowsAsync(reads.Insights.ListAsync(LastMonth, limit: most))),
        ("insights: of a title, an agent and a common label", (reads, most) => RowsAsync(reads.Insights.ListAsync(LastMonth with { TitleKey = "mainconcern", StaffPhone = "9876543203", Label = "Hot" }, limit: most))),
        ("insights: of a stage", (reads, most) => RowsAsync(reads.Insights.ListAsync(LastMonth with { Stage = "Stage 3" }, limit: most))),
        ("insights: words", (reads, most) => RowsAsync(reads.Insights.ListAsync(LastMonth with { Q = "delivery" }, limit: most))),
        ("titles: of 5 days", (reads, _) => WholeAsync(reads.Insights.CountTitlesAsync(FiveDays))),
        ("titles: of 5 days, an agent and a stage", (reads, _) => WholeAsync(reads.Insights.CountTitlesAsync(FiveDays with { StaffPhone = "9876543203", Stage = "Stage 3" }))),
        ("trend of a title: 2 days", (reads, _) => WholeAsync(reads.Trends.ReadAsync(FiveDays with { From = ThatDay.AddDays(1), TitleKey = "mainconcern" }))),
        ("summaries: newest", (reads, most) => RowsAsync(reads.Conversations.ListSummariesAsync(LastMonth, limit: most))),
        ("transcripts: common word", (reads, most) => RowsAsync(reads.Conversations.ListSpokenAsync(new InsightFilter { Q = "delivery" }, limit: most))),
        ("transcripts: common word, of an agent and a stage", (reads, most) => RowsAsync(reads.Conversations.ListSpokenAsync(new InsightFilter { Q = "delivery", StaffPhone = "9876543204", Stage = "Stage 2" }, limit: most))),
        ("transcripts: word of the summaries only", (reads, most) => RowsAsync(reads.Conversations.ListSpokenAsync(new InsightFilter { Q = "customer" }, limit: most))),
        ("deliveries: newest", (reads, most) => RowsAsync(reads.Deliveries.ListAsync(new DeliveryFilter(), limit: most))),
        ("deliveries: of an event", (reads, most) => RowsAsync(reads.Deliveries.ListAsync(new DeliveryFilter { Event = "TASK_CREATE" }, limit: most))),
        ("figures of a day", (reads, _) => WholeAsync(reads.Stats.ReadAsync(ThatDay, ThatDay.AddDays(1)))),
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

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| ms | rows | {few:#,0} calls | {many:#,0} calls | times | 50 rows of {many:#,0} |\n|---|---|---|---|---|---|"));
        var isKept = true;
        foreach (var (name, read) in All.Where(read => read.Name.Contains(arguments.Text("only") ?? "", StringComparison.Ordinal)))
        {
            // Where a page stays unfilled in the smaller business, both are asked for as many rows as that one has.
            var rows = await read(smallReads, PageSize.Default);
            var most = rows is 0 or Whole ? PageSize.Default : rows;
            var isPage = most == PageSize.Default;
            await read(largeReads, most);
            List<double> ofSmall = [], ofLarge = [], ofPage = [];
            for (var round = 0; round < rounds; round++)
            {
                ofSmall.Add(await TimeAsync(smallReads, read, most));
                ofLarge.Add(await TimeAsync(largeReads, read, most));
                if (!isPage)
                    ofPage.Add(await TimeAsync(largeReads, read, PageSize.Default));
            }

            var (before, after) = (Median(ofSmall), Median(ofLarge));
            var isMissed = after > before * MostTimes && after - before > Noise;
            isKept &= !isMissed;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {(rows == Whole ? "" : rows)} | {before:0.00} | {after:0.00} | {after / before:0.00}{(isMissed ? " **missed**" : "")} | {(isPage ? "" : $"{Median(ofPage):0.00}")} |"));
        }

        return isKept ? 0 : 1;
    }

    private static async Task<double> TimeAsync(Reads reads, Func<Reads, int, Task<int>> read, int most)
    {
        var started = Stopwatch.GetTimestamp();
        await read(reads, most);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static async Task<int> RowsAsync<T>(Task<Page<T>> list) => (await list).Items.Count;

    private static async Task<int> WholeAsync(Task read)
    {
        await read;
        return Whole;
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
