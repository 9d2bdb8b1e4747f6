using System.Text;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Components.Pages.Deliveries;
using Superfone.Dashboard.Components.Pages.Deliveries.Detail;
using Superfone.Dashboard.Components.Pages.Deliveries.Import;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Ingest.Import;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.ReadModels.Deliveries.Inspection;
using Superfone.Dashboard.ReadModels.QueryStrings;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Events;

namespace Superfone.Dashboard.Components.Tests.Pages;

public sealed class DeliveryCardTests : DisplayContext
{
    [Fact]
    public void Row_Quarantined_SaysWhyAndWhatItIsKeptAs()
    {
        var row = Render<DeliveryRow>(parameters => parameters.Add(row => row.Item, new EventItem(Delivery with
        {
            Status = DeliveryState.Quarantined,
            Reason = "cdr_id is missing",
            ReplayedAs = 12,
        })));

        Assert.Equal("/deliveries/7", row.Find(".row-link").GetAttribute("href"));
        Assert.Equal("Not readable cdr_id is missing Read again as number 12 In quarantine +91 80000 99999 7 just now", Text(row));
    }

    [Fact]
    public void Row_Found_ShowsThePlaceOfTheBody()
    {
        var row = Render<DeliveryRow>(parameters => parameters
            .Add(row => row.Item, new EventItem(Delivery with { Excerpt = "…\"name\":\"Asha\"…" })).Add(row => row.Text, "asha"));

        Assert.Equal("Asha", row.Find(".delivery-excerpt mark").TextContent);
    }

    [Fact]
    public void States_SayHowManyAndWhetherThereMayBeMore()
    {
        Services.AddSingleton<RangeQuery>();
        var bar = Render<DeliveryFilterBar>(parameters => parameters
            .Add(bar => bar.Query, new DeliveryQuery(new DeliveryFilter(), BusinessRange.AnyTime, []))
            .Add(bar => bar.Accounts, [])
            .Add(bar => bar.Counts, new Dictionary<DeliveryState, DeliveryCount>
            {
                [DeliveryState.Duplicate] = new(1200, true),
                [DeliveryState.Quarantined] = new(0, true),
                [DeliveryState.Unrecognised] = new(0, false),
            }));

        Assert.Equal(
            ["Everything", "Received", "Duplicate 1,200+", "In quarantine 0+", "Failed", "Unrecognised"],
            bar.FindAll(".deliveries-states a").Select(state => state.TextContent));
    }

    [Fact]
    public void Body_MarksWhatIsNotDocumentedAndWhatCouldNotBeRead()
    {
        var card = Body("""{"event":"ALL_CALLS","cdr_id":"x","mood":"good"}""", Delivery with { Status = DeliveryState.Quarantined, Reason = "cdr_id is not a whole number: \"x\"" });

        TextAssert.Says("not in … documentation", Text(card));
        Assert.Equal("  \"mood\": \"good\"\n", card.Find("pre mark.undocumented").TextContent);
        Assert.Equal("  \"cdr_id\": \"x\",\n", card.Find("pre mark.fault").TextContent);
        Assert.Equal("{\n  \"event\": \"ALL_CALLS\",\n  \"cdr_id\": \"x\",\n  \"mood\": \"good\"\n}\n", card.Find("pre").TextContent);
    }

    [Fact]
    public void Body_ThatIsNoJson_ShowsTheTextMarkedWhereItBroke()
    {
        var card = Body("""{"a": tru, "b": 2}""", Delivery with { Status = DeliveryState.Quarantined, Reason = "the body is not JSON" });

        Assert.Equal("""{"a": tru, "b": 2}""", card.Find("pre").TextContent);
        Assert.Equal(",", card.Find("pre mark.fault").TextContent);
    }

    [Fact]
    public void Body_ThatIsLong_ShowsItsBeginningUntilAllIsWanted()
    {
        var card = Body($$"""{"list":[{{string.Join(',', Enumerable.Range(0, 900))}}]}""", Delivery);
        Assert.Contains("400 of 904 lines", Text(card), StringComparison.Ordinal);

        card.FindAll("button").Single(button => button.TextContent == "Show more").Click();

        Assert.DoesNotContain("of 904 lines", Text(card), StringComparison.Ordinal);
        Assert.Contains("899", card.Find("pre").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"a":1}""", """{"a":1}""", true, "byte for byte")]
    [InlineData("""{"a":1,"b":2}""", """{"b":2, "a":1}""", true, "same fields and values … order")]
    [InlineData("""{"a":1}""", """{"a":2}""", false, "same call … 1 field")]
    [InlineData("""{"u":"https://x/?Signature=one"}""", """{"u":"https://x/?Signature=two"}""", false, "signature")]
    public void Comparison_SaysWhatDiffers(string earlier, string later, bool isRepetition, string expected)
    {
        var card = Render<ComparisonCard>(parameters => parameters
            .Add(card => card.Other, 3)
            .Add(card => card.IsRepetition, isRepetition)
            .Add(card => card.Comparison, BodyComparison.Of(Encoding.UTF8.GetBytes(earlier), Encoding.UTF8.GetBytes(later))));

        TextAssert.Says(expected, Text(card));
        Assert.Equal("/deliveries/3", card.Find("a").GetAttribute("href"));
    }

    [Fact]
    public void ImportResult_CountsAllAndNamesTheLinesToLookAt()
    {
        var tally = new ImportTally(100);
        tally.Add(ImportedBody.Of(1, "ALL_CALLS", Receipt.Accepted(5)));
        tally.Add(ImportedBody.Of(2, "ALL_CALLS", Receipt.Duplicate(6, 5)));
        tally.Add(ImportedBody.Of(4, null, Receipt.Quarantined(7, "the body is not JSON")));
        tally.Add(ImportedBody.Of(5, null, Receipt.NotStored("it is longer than 10 bytes")));
        tally.Add(ImportedBody.Of(6, "CALL_STARTED", Receipt.Unrecognised(8)));

        var card = Render<ImportResult>(parameters => parameters.Add(card => card.Tally, tally));

        TextAssert.Says("1 … 1 unrecognised … 1 duplicate … 1 in quarantine … 1 not", card.Find("[role=status]").TextContent);
        Assert.Equal(
            [
                "4 Not readable the body is not JSON", "5 Not kept it is longer than 10 bytes", "1 Call number 5", "2 Call the same as number 5",
                "6 CALL_STARTED number 8, unrecognised",
            ],
            card.FindAll("li").Select(item => Words(item.TextContent)));
        Assert.Equal("/deliveries/7", card.Find("li a").GetAttribute("href"));
    }

    [Fact]
    public void Curl_QuotesTheBodyAndBearsNoSecret()
    {
        var command = CurlCommand.Of(new Uri("https://calls.example/webhooks/superfone"), 7, """{"name":"O'Brien"}""");

        Assert.Contains("curl -X POST 'https://calls.example/webhooks/superfone'", command, StringComparison.Ordinal);
        Assert.Contains("""--data-raw '{"name":"O'\''Brien"}'""", command, StringComparison.Ordinal);
        Assert.Contains("Bearer YOUR_WEBHOOK_SECRET", command, StringComparison.Ordinal);
        Assert.Contains("--data-binary @delivery-7.json", CurlCommand.Of(new Uri("https://x/"), 7, new string('x', 200_000)), StringComparison.Ordinal);
    }

    private static DeliveryItem Delivery { get; } = new()
    {
        DeliveryId = 7,
        ReceivedUtc = Now,
        Event = "ALL_CALLS",
        Account = "+918000099999",
        Status = DeliveryState.Accepted,
        Reason = null,
        DuplicateOf = null,
        SizeBytes = 1,
    };

    private IRenderedComponent<BodyCard> Body(string body, DeliveryItem delivery) => Render<BodyCard>(parameters => parameters
        .Add(card => card.Inspection, new DeliveryInspection
        {
            Event = new EventItem(delivery),
            Body = BodyText.Of(Encoding.UTF8.GetBytes(body)),
            Names = NamedIds.Of(null),
        }));

    private static string Text<T>(IRenderedComponent<T> component)
        where T : Microsoft.AspNetCore.Components.IComponent => Words(component.Find("section, li").TextContent);

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
