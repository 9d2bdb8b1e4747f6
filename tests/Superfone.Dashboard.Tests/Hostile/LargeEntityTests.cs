using System.Text.Json.Nodes;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Hostile;

/// <summary>However much a sender says of one contact or call, a page of it is a page.</summary>
public sealed class LargeEntityTests
{
    private const int Many = 8_000;

    [Theory]
    [InlineData("/contacts")]
    [InlineData("/contacts/1")]
    [InlineData("/calls")]
    [InlineData("/calls/1")]
    [InlineData("/insights")]
    [InlineData("/insights?show=transcripts&q=word")]
    [InlineData("/summaries")]
    public async Task Page_OfWhatHasVeryManyParts_ShowsTheFirst(string page)
    {
        await using var api = await ApiDashboard.StartAsync();
        await api.PostAsync(
            Payload.Contact(1, "+917000000001", "Asha").With(contact =>
            {
                contact["contact_labels"] = Items(number => new JsonObject { ["id"] = number, ["title"] = $"label {number}" });
                contact["contact_emails"] = Items(number => $"asha{number}@example.com");
                contact["contact_custom_fields"] = new JsonObject(Enumerable.Range(0, Many).Select(number => KeyValuePair.Create($"field {number}", (JsonNode?)number)));
            }),
            Payload.Contact(2, "+917000000002", "Ravi").With("contact_phones", Items(number => $"+9170000{number:D5}")),
            Payload.AnsweredCall(1).With(call =>
            {
                call["contact_id"] = 1;
                call["cdr_uuid"] = "u-1";
                call["ivr_inputs"] = Items(number => new JsonObject { ["greetingText"] = $"menu {number}", ["userPressedKey"] = "1" });
            }),
            Large("u-1", 60),
            Large("u-2", 61));
        using var client = await api.Dashboard.SignInAsync();

        var html = await client.GetStringAsync(page, TestContext.Current.CancellationToken);

        Assert.InRange(html.Length, 1, 1_000_000);
        Assert.DoesNotContain("could not be loaded", html, StringComparison.Ordinal);
    }

    private static string Large(string uuid, int seconds) => Payload.Summary(uuid, "What was said", seconds).With(summary =>
    {
        summary["summary"] = new JsonObject { ["insights"] = Items(number => new JsonObject { ["title"] = $"title {number}", ["value"] = $"value {number}" }) };
        summary["transcription"] = Items(number => new JsonObject { ["speaker"] = "AGENT", ["text"] = $"word {number}", ["start"] = number / 200.0, ["end"] = (number + 1) / 200.0 });
    });

    private static JsonArray Items(Func<int, JsonNode> item) => new([.. Enumerable.Range(0, Many).Select(item)]);
}
