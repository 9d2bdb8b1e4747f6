using System.Text.Json;
using Bunit;
using Superfone.Dashboard.Components.Lists;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Events;

namespace Superfone.Dashboard.Components.Tests.Lists;

public sealed class EventRowTests : DisplayContext
{
    [Fact]
    public void Call_ReadsAsASentenceAndLeadsToItsDelivery()
    {
        var row = Render(new EventItem(Delivery("ALL_CALLS")) { Call = SampleCalls.Answered });

        Assert.Equal("Call", row.Find(".row-link").TextContent);
        Assert.Equal("/deliveries/7", row.Find(".row-link").GetAttribute("href"));
        Assert.Equal("/calls/9876543", row.Find(".event-subject").GetAttribute("href"));
        Assert.Equal("Asha Kumar Outbound · Answered · Ravi Patel", Words(row));
    }

    [Theory]
    [InlineData("lead_stage", """{"id":4,"title":"Qualified"}""", "Asha Kumar Stage set to Qualified")]
    [InlineData("labels", """[{"id":1,"title":"Hot"},{"id":2,"title":"VIP"}]""", "Asha Kumar Labels set to Hot, VIP")]
    [InlineData("city", "null", "Asha Kumar City cleared")]
    [InlineData("task_due_date", "\"2026-05-15T12:30:00Z\"", "Asha Kumar Due set to today 18:00")]
    public void Change_SaysWhatBecameOfWhat(string key, string value, string expected)
    {
        var row = Render(new EventItem(Delivery("CUSTOMER_CHANGE"))
        {
            Contact = new ContactReference(12345, "Asha Kumar"),
            Key = key,
            Value = JsonElement.Parse(value),
        });

        Assert.Equal("Contact changed", row.Find(".row-link").TextContent);
        Assert.Equal(expected, Words(row));
    }

    [Fact]
    public void Change_AssigneeByIdOnly_SaysTheirName()
    {
        var row = Render(new EventItem(Delivery("CUSTOMER_CHANGE"))
        {
            Contact = new ContactReference(12345, "Asha Kumar"),
            Key = "assignee_user",
            Value = JsonElement.Parse("678"),
            Names = new Dictionary<long, string> { [678] = "Ravi Patel" },
        });

        Assert.Contains("Ravi Patel", Words(row), StringComparison.Ordinal);
        Assert.DoesNotContain("678", Words(row), StringComparison.Ordinal);
    }

    [Fact]
    public void Quarantined_SaysWhy()
    {
        var row = Render(new EventItem(Delivery(null) with { Status = DeliveryState.Quarantined, Reason = "The body is not JSON." }));

        Assert.Equal("Not readable", row.Find(".row-link").TextContent);
        Assert.Equal("The body is not JSON.", Words(row));
    }

    private IRenderedComponent<EventRow> Render(EventItem item) => Render<EventRow>(parameters => parameters.Add(row => row.Item, item));

    private static string Words(IRenderedComponent<EventRow> row) =>
        string.Join(' ', row.Find(".event-what").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static DeliveryItem Delivery(string? name) => new()
    {
        DeliveryId = 7,
        ReceivedUtc = Now,
        Event = name,
        Account = null,
        Status = DeliveryState.Accepted,
        Reason = null,
        DuplicateOf = null,
        SizeBytes = 1,
    };
}
