using Superfone.Events;
using Superfone.Simulation;

namespace Superfone.Simulator.Tests;

public sealed class TrafficTests
{
    [Fact]
    public void Traffic_SameSeedAndStart_IsTheSameByteForByte()
    {
        var options = Simulated.Week() with { Live = TimeSpan.FromMinutes(20), Duplicates = 0.1, Disorder = 0.1, Malformed = 0.1, Unknown = 0.1 };

        var first = DeliverySequence.Of(options).Select(Text).ToList();

        Assert.True(first.Count > 1000);
        Assert.Equal(first, DeliverySequence.Of(options).Select(Text));
        Assert.NotEqual(first, DeliverySequence.Of(options with { Seed = 2 }).Select(Text));

        static string Text(OutgoingDelivery outgoing) => $"{outgoing.AtUtc:O} {System.Text.Encoding.UTF8.GetString(outgoing.Body)}";
    }

    [Fact]
    public void Traffic_WithoutDuplicates_SendsNothingTwice() =>
        Assert.Distinct(Simulated.Year.Select(simulated => Convert.ToBase64String(EventWriter.Write(simulated.Event))));

    [Fact]
    public void Traffic_TwoSeeds_ShareNoIds()
    {
        var ids = new[] { 1, 2 }.Select(seed => Traffic.Of(Simulated.Week(seed)).Select(simulated => simulated.Event).OfType<CallEvent>().Select(call => call.CdrId).ToHashSet()).ToList();

        Assert.Empty(ids[0].Intersect(ids[1]));
        Assert.All(ids.SelectMany(set => set), id => Assert.InRange(id, uint.MaxValue, 1L << 53));
    }

    [Fact]
    public void Traffic_SeveralBusinesses_EachHasItsOwnNumberPeopleAndIds()
    {
        var options = Simulated.Week() with { Businesses = 3, CallsPerDay = 40 };

        var events = Traffic.Of(options).ToList();

        Assert.Equal(events.OrderBy(simulated => simulated.AtUtc), events);
        var calls = events.Select(simulated => simulated.Event).OfType<CallEvent>().Where(call => call.Kind == EventKind.AllCalls).ToList();
        Assert.Equal(3, calls.Select(call => call.Account).Distinct().Count());
        Assert.All(calls.GroupBy(call => call.CdrId), call => Assert.Single(call.Select(step => step.Account).Distinct()));
        Assert.All(calls.GroupBy(call => call.Phone), customer => Assert.Single(customer.Select(call => call.Account).Distinct()));
        Assert.All(calls.GroupBy(call => call.Account), business => Assert.Single(business.Select(call => call.OrganizationName).Distinct()));
        Assert.Equal(
            Traffic.Of(options with { Businesses = 1 }).Select(simulated => Convert.ToBase64String(EventWriter.Write(simulated.Event))),
            events.Where(simulated => simulated.Event.OrganizationName == options.OrganizationName).Select(simulated => Convert.ToBase64String(EventWriter.Write(simulated.Event))));
    }

    [Fact]
    public void Traffic_History_LiesInItsDaysInOrderAndMostlyInWorkingHours()
    {
        var options = Simulated.Week();

        var events = Traffic.Of(options).ToList();

        Assert.Equal(events.OrderBy(simulated => simulated.AtUtc), events);
        Assert.All(events, simulated => Assert.InRange(simulated.AtUtc, options.BeginUtc, options.StartUtc));
        var starts = events.Select(simulated => simulated.Event).OfType<CallEvent>().Where(call => call.Kind == EventKind.AllCalls).Select(call => call.StartUtc!.Value.AddMinutes(330)).ToList();
        Assert.InRange(starts.Count, 500, 1000);
        Assert.InRange(starts.Select(start => start.Date).Distinct().Count(), 7, 8);
        Assert.True(starts.Count(start => start.Hour is >= 9 and < 20) > 0.97 * starts.Count);
    }

    [Fact]
    public void Traffic_InTheLongRun_HasAllEventsDispositionsAndChanges()
    {
        Assert.Equal(EventNames.All.Order(), Simulated.Year.Select(simulated => EventNames.Of(simulated.Event.Kind)).Distinct().Order());
        Assert.Equal(Dispositions.All.Order(), Simulated.Events<CallEvent>().Select(call => call.Disposition!).Distinct().Order());
        Assert.Superset(
            new HashSet<string> { "first_name", "last_name", "labels", "phones", "lead_stage", "lead_group", "assignee_user", "source", "source_type", "city", "Budget" },
            Simulated.Events<ContactEvent>().Select(contact => contact.Change?.Key).OfType<string>().ToHashSet());
        Assert.Equal(["task_due_date", "task_status", "task_type"], Simulated.Events<TaskEvent>().Select(task => task.Change?.Key).OfType<string>().Distinct().Order());
        Assert.Contains(Simulated.Events<CallEvent>(), call => call.DtmfDigits is { Count: 2 });
    }

    [Fact]
    public void Traffic_Calls_AreMostlyAnsweredAndSomeMissedOnesReturned()
    {
        var calls = Simulated.Events<CallEvent>().Where(call => call.Kind == EventKind.AllCalls && call.EndUtc is not null).ToList();
        var missed = Simulated.Events<CallEvent>().Where(call => call.Kind == EventKind.MissedCall).ToList();
        var returned = missed.Count(miss => calls.Any(call =>
            call.Phone == miss.Phone && call.AnswerUtc is not null && call.Direction == CallDirection.Outbound && call.StartUtc > miss.StartUtc && call.StartUtc < miss.StartUtc!.Value.AddDays(1)));

        Assert.InRange(calls.Count(call => call.AnswerUtc is not null) / (double)calls.Count, 0.6, 0.85);
        Assert.Subset(calls.Select(call => call.CdrId).ToHashSet(), missed.Select(call => call.CdrId).ToHashSet());
        Assert.InRange(returned / (double)missed.Count, 0.25, 0.8);
    }

    [Fact]
    public void Traffic_Summaries_NameTheirCallByTheLinkOrNotAtAll()
    {
        var events = Traffic.Of(Simulated.Week()).Select(simulated => simulated.Event).ToList();
        var links = string.Join('\n', events.OfType<CallEvent>().Select(call => call.RecordingUrl));
        var named = events.OfType<SummaryEvent>().ToLookup(summary => links.Contains(summary.CdrUuid, StringComparison.Ordinal));

        Assert.True(named[true].Count() > 200);
        Assert.True(named[false].Count() > 5);
        Assert.DoesNotContain(events.OfType<CallEvent>(), call => call.CdrUuid is not null);
    }

    [Fact]
    public void Traffic_Insights_AreInEnglishThroughoutWhateverWasSpoken()
    {
        var summaries = Simulated.Events<SummaryEvent>().ToList();

        Assert.Contains(summaries, summary => IsHindi(summary.Text!) && summary.Insights.Any(insight => insight.Value!.StartsWith("Deliver ", StringComparison.Ordinal)));
        Assert.All(summaries.SelectMany(summary => summary.Insights), insight => Assert.False(IsHindi(insight.Value!), insight.Value));

        static bool IsHindi(string text) => text.Any(character => character is >= '\u0900' and <= '\u097F');
    }

    [Fact]
    public void Traffic_SilentEvents_AreNotSent()
    {
        var events = Traffic.Of(Simulated.Week() with { Silent = new HashSet<EventKind> { EventKind.MissedCall, EventKind.TaskDueTime } }).ToList();

        Assert.DoesNotContain(events, simulated => simulated.Event.Kind is EventKind.MissedCall or EventKind.TaskDueTime);
        Assert.Contains(events, simulated => simulated.Event.Kind == EventKind.TaskNotifyTime);
    }
}
