using System.Text.Json;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Components.Pages.Contacts;
using Superfone.Dashboard.Components.Pages.Contacts.List;
using Superfone.Dashboard.Components.Pages.FollowUps.Returns;
using Superfone.Dashboard.Components.Pages.Tasks;
using Superfone.Dashboard.Components.Tests.Lists;
using Superfone.Dashboard.Domain.Contacts;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.ReadModels.Search;
using Superfone.Dashboard.ReadModels.Tasks;
using Superfone.Dashboard.Tests.Shared;
using Superfone.Events;

namespace Superfone.Dashboard.Components.Tests.Pages;

public sealed class PeopleCardTests : DisplayContext
{
    private static readonly ContactItem Asha = new()
    {
        ContactId = 12345,
        FirstName = "Asha",
        LastName = "Kumar",
        Name = "Asha Kumar",
        Phones = [new ContactPhone("+918000000001", 1), new ContactPhone("+918000000002", 2)],
        Emails = ["asha@example.com"],
        BusinessName = "Acme Pvt Ltd",
        Source = null,
        SourceType = null,
        Stage = new Titled(9, "New lead"),
        Group = null,
        Labels = [new Titled(17, "Hot")],
        Products = [],
        AssigneeUserId = 678,
        AdditionalInfo = null,
        City = "Pune",
        CustomFields = new Dictionary<string, JsonElement> { ["Budget"] = JsonElement.Parse("\"10 lakh\"") },
        CreatedUtc = null,
        FirstSeenUtc = Now.AddDays(-3),
        LastActivityUtc = Now.AddMinutes(-2),
        CallCount = 1,
    };

    private static readonly TaskListItem Call = new()
    {
        TaskId = 5,
        Type = "FIRST_CALL",
        Status = "PENDING",
        DueUtc = Now.AddHours(-1),
        Overdue = true,
        Contact = new ContactReference(12345, "Asha Kumar"),
        CreatedUtc = Now.AddDays(-1),
        LastChangedUtc = Now.AddDays(-1),
        Phone = "+918000000001",
    };

    public PeopleCardTests() => Services.AddSingleton(Changes);

    [Fact]
    public void ContactRow_ShowsWhoWhereAndWhen()
    {
        var row = Render<ContactRow>(parameters => parameters.Add(row => row.Contact, Asha));

        Assert.Equal("12345", row.Find("li").GetAttribute("data-contact-id"));
        Assert.Equal("Asha Kumar", row.Find(".row-link").TextContent);
        Assert.Equal("New lead", row.Find(".contact-stage").TextContent);
        Assert.Equal("Hot", row.Find(".label").TextContent);
        Assert.Equal("1 call", row.Find(".contact-calls").TextContent);
        Assert.Equal("+1", row.Find(".contact-phone span").TextContent);
        Assert.Equal("2 min ago", row.Find(".contact-when").TextContent.Trim());
    }

    [Theory]
    [InlineData("kum", "Kumar", null)]
    [InlineData("8000000001", "80000|00001", null)]
    [InlineData("0002", "00002", "+91 80000 00002")]
    [InlineData("pune", "Pune", "Pune")]
    [InlineData("lakhs", "lakh", "Budget: 10 lakh")]
    [InlineData("new hot", "New|Hot", null)]
    public void ContactRow_OfASearch_MarksTheWordsAndShowsWhereTheyAre(string typed, string marked, string? found)
    {
        var row = Render<ContactRow>(parameters => parameters.Add(row => row.Contact, Asha).Add(row => row.Words, new WordSearch(typed)));

        Assert.Equal(marked, string.Join('|', row.FindAll("mark").Select(mark => mark.TextContent)));
        Assert.Equal(found, row.FindAll(".contact-found").SingleOrDefault()?.TextContent);
    }

    [Fact]
    public void Profile_LeavesOutWhatIsNotKnown()
    {
        var overview = new ContactOverview(Asha, new PersonTotals(1, 1, 0, 142, Now), null, [], "Ravi Patel");
        var card = Render<ContactProfileCard>(parameters => parameters.Add(card => card.Overview, overview));

        var facts = card.FindAll(".facts > div").ToDictionary(fact => fact.QuerySelector("dt")!.TextContent, fact => fact.QuerySelector("dd")!.TextContent.Trim());
        Assert.Equal(("Ravi Patel", "10 lakh", "Hot"), (facts["Assigned to"], facts["Budget"], facts["Labels"]));
        Assert.DoesNotContain("Group", facts.Keys);
        Assert.DoesNotContain("Notes", facts.Keys);
    }

    [Fact]
    public void Profile_OfAContactAssignedToSomebodyUnnamed_ShowsTheirId()
    {
        var overview = new ContactOverview(Asha, new PersonTotals(1, 1, 0, 142, Now), null, [], null);
        var card = Render<ContactProfileCard>(parameters => parameters.Add(card => card.Overview, overview));

        Assert.Contains(card.FindAll(".facts dd"), fact => fact.TextContent.Contains("678", StringComparison.Ordinal));
    }

    [Fact]
    public void BeforeCall_SaysWhatIsNotThere()
    {
        var card = Render<BeforeCallCard>(parameters => parameters.Add(card => card.LastSummary, null).Add(card => card.OpenTasks, []));

        Assert.Collection(card.FindAll("p"), text => TextAssert.Says("no call", text.TextContent), text => TextAssert.Says("no task", text.TextContent));
    }

    [Fact]
    public void BeforeCall_ShowsLastSummaryOpenTaskAndStage()
    {
        var card = Render<BeforeCallCard>(parameters => parameters
            .Add(card => card.LastSummary, new LastSummary(1, Now.AddDays(-1), "Asked for the price list."))
            .Add(card => card.OpenTasks, [Call]).Add(card => card.Stage, "New lead").Add(card => card.Labels, Asha.Labels));

        Assert.Contains("Asked for the price list.", card.Markup, StringComparison.Ordinal);
        TextAssert.Says("overdue … today 15:10", card.Find("li[data-task-id='5'] time").TextContent);
        Assert.Contains("New lead", card.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void TaskRow_BecomesOverdueAsTimePasses()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Now);
        Services.AddSingleton<TimeProvider>(time);
        var row = Render<TaskRow>(parameters => parameters.Add(row => row.Task, Call with { DueUtc = Now.AddMinutes(1), Overdue = false }));
        Assert.Empty(row.FindAll(".is-overdue"));

        time.Advance(TimeSpan.FromMinutes(2));
        row.Render(parameters => parameters.Add(row => row.Minute, 1));

        TextAssert.Says("overdue … today 16:11", row.Find(".is-overdue").TextContent);
    }

    [Fact]
    public void TaskRow_Done_IsMarkedAndTellsNoDueTime()
    {
        var row = Render<TaskRow>(parameters => parameters.Add(row => row.Task, Call with { Status = "COMPLETED" }).Add(row => row.IsTouched, true));

        Assert.Contains("is-done", row.Find("li").ClassName, StringComparison.Ordinal);
        Assert.Contains("is-touched", row.Find("li").ClassName, StringComparison.Ordinal);
        Assert.StartsWith("Done", row.Find(".task-due").TextContent.Trim(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("PENDING", null)]
    [InlineData("pending", null)]
    [InlineData("WAITING_FOR_PARTS", "WAITING_FOR_PARTS")]
    public void TaskRow_Open_ShowsAnUnusualStatusAsItCame(string? status, string? expected)
    {
        var row = Render<TaskRow>(parameters => parameters.Add(row => row.Task, Call with { Status = status }));

        Assert.DoesNotContain("is-done", row.Find("li").ClassName, StringComparison.Ordinal);
        Assert.Equal(expected, row.FindAll(".task-status").SingleOrDefault()?.TextContent);
    }

    [Theory]
    [InlineData(TaskSection.Overdue, 1200, "Overdue 1,000+")]
    [InlineData(TaskSection.NoDate, 12, "No due date 12")]
    public void TaskSection_Head_CountsAsFarAsItPays(TaskSection section, int count, string expected)
    {
        var list = new TaskSectionList(section, true, count, [Call], "more");
        var card = Render<TaskSectionCard>(parameters => parameters.Add(card => card.List, list).Add(card => card.Choices, ContactChoices.None));

        Assert.Equal(expected, string.Join(' ', card.Find("h2").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal("Show more", card.Find(".task-more button").TextContent);
    }

    [Theory]
    [InlineData(TimelineKind.TaskCreated, "First call … created")]
    [InlineData(TimelineKind.TaskNotify, "First call … reminded")]
    [InlineData(TimelineKind.TaskDue, "First call … due")]
    [InlineData(TimelineKind.ContactCreated, "contact created")]
    public void Timeline_Events_ReadAsPeopleSpeak(TimelineKind kind, string expected)
    {
        var row = Render<TimelineRow>(parameters => parameters.Add(row => row.Item, new TimelineItem { Kind = kind, AtUtc = Now, TaskId = 5, TaskType = "FIRST_CALL", DeliveryId = 1 }));

        TextAssert.Says(expected, row.Find(".story-what").TextContent);
    }

    [Fact]
    public void Timeline_Call_LeadsToItAndTellsWhatWasSaid()
    {
        var row = Render<TimelineRow>(parameters => parameters.Add(row => row.Item, new TimelineItem { Kind = TimelineKind.Call, AtUtc = Now, Call = SampleCalls.Answered }));

        Assert.Equal("/calls/9876543", row.Find("a.row-link").GetAttribute("href"));
        Assert.Equal("Wants a callback about Pro pricing.", row.Find(".story-more").TextContent);
    }

    [Fact]
    public void PersonCard_OfACallerWithoutContact_LeadsToThePageOfTheNumber()
    {
        var card = Render<PersonCard>(parameters => parameters.Add(card => card.Call, SampleCalls.Missed with { Contact = null }));

        Assert.Equal($"/numbers/{Display.Dialable(SampleCalls.Missed.Phone)}", card.Find(".person a").GetAttribute("href"));
        TextAssert.Says("no contact", card.Find(".person").TextContent);
    }

    [Fact]
    public void PersonCard_OfAHiddenNumber_LeadsNowhere()
    {
        var card = Render<PersonCard>(parameters => parameters.Add(card => card.Call, SampleCalls.Missed with { Contact = null, Phone = null }));

        Assert.Empty(card.FindAll(".person a"));
    }

    [Fact]
    public void Returns_WithoutAnyMissed_SaySo()
    {
        var none = new ReturnStats(MissedCallers.FiguresOf([], Hours, Now), [], []);
        TextAssert.Says("nobody", Card(none).Find("p").TextContent);
        Assert.Single(Card(null).FindAll(".mud-skeleton"));

        IRenderedComponent<ReturnStatsCard> Card(ReturnStats? stats) =>
            Render<ReturnStatsCard>(parameters => parameters.Add(card => card.Stats, stats).Add(card => card.Span, null));
    }

    [Fact]
    public void Returns_TellHowSoonByAgentAndDay()
    {
        var figures = MissedCallers.FiguresOf([(Now.AddHours(-3), 300), (Now.AddHours(-3), 600), (Now.AddHours(-3), 7200), (Now.AddMinutes(-61), null), (Now.AddMinutes(-1), null)], Hours, Now);
        var card = Render<ReturnStatsCard>(parameters => parameters
            .Add(card => card.Stats, new ReturnStats(figures, [new DayReturns(new DateOnly(2026, 5, 15), figures)], [new AgentReturns("+919876543210", "Ravi", MissedCallers.FiguresOf([(Now.AddHours(-3), 300)], Hours, Now))]))
            .Add(card => card.Span, null));

        Assert.Equal(["Ravi", "Fri 15 May"], card.FindAll("tbody th").Select(cell => cell.TextContent.Trim()));
        Assert.Equal("/follow-ups?state=returned&agent=%2B919876543210", card.Find("tbody th a").GetAttribute("href"));
        Assert.Equal(["1", "5 min", "5 min", "100 %", "100 %", "3 of 5", "10 min", "2 h 00 min", "50 %", "50 %"], card.FindAll("td").Select(cell => cell.TextContent.Trim()));
    }
}
