using System.Globalization;
using System.Text.Json.Nodes;

namespace Superfone.Dashboard.Tests.Api;

/// <summary>Texts that are not numbers, short codes, and calls whose last event never arrived.</summary>
public sealed class OddNumberTests(OddNumberTests.Calls calls) : IClassFixture<OddNumberTests.Calls>
{
    [Theory]
    [InlineData("calls?phone=1909", "2 1")]
    [InlineData("calls?phone=%2B911909", "2 1")]
    [InlineData("calls?q=1909", "2 1")]
    [InlineData("calls?q=%2B911909", "2 1")]
    [InlineData("calls?phone=Anonymous", "")]
    [InlineData("calls?q=anonymous", "3")]
    [InlineData("calls?phone=9876500041", "6")]
    [InlineData("calls?contactId=41", "6")]
    [InlineData("calls?contactId=42", "")]
    [InlineData("calls?staffPhone=101", "7")]
    [InlineData("calls?staffPhone=%2B91101", "7")]
    public async Task Calls_AreFoundByNumbersAndNotByWords(string path, string expected) =>
        Assert.Equal(expected, string.Join(' ', await calls.Api.IdsAsync(path)));

    [Theory]
    [InlineData("contacts?phone=98765 00041", "41")]
    [InlineData("contacts?phone=anonymous", "")]
    [InlineData("contacts?q=anonymous", "42")]
    public async Task Contacts_AreFoundByNumbersAndNotByWords(string path, string expected) =>
        Assert.Equal(expected, string.Join(' ', await calls.Api.IdsAsync(path, "contactId")));

    [Fact]
    public async Task FollowUps_AreOfNumbersThatCanBeCalledBack()
    {
        var followUps = (await calls.Api.GetAsync("follow-ups?state=open"))["items"]!.AsArray();

        Assert.Equal(["+919876500041"], followUps.Select(followUp => followUp!["phone"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("/calls/1")]
    [InlineData("/calls/2")]
    [InlineData("/calls/3")]
    [InlineData("/calls/4")]
    [InlineData("/numbers/1909")]
    [InlineData("/contacts/42")]
    public async Task Page_OfWhatCannotBeCalledBack_OffersNoCall(string path)
    {
        using var client = await calls.Api.Dashboard.SignInAsync();

        var html = await client.GetStringAsync(path, TestContext.Current.CancellationToken);

        Assert.DoesNotContain("tel:", html, StringComparison.Ordinal);
        Assert.DoesNotContain("wa.me", html, StringComparison.Ordinal);
        Assert.DoesNotContain("911909", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/calls/7")]
    [InlineData("/calls")]
    [InlineData("/")]
    [InlineData("/agents/101")]
    public async Task Page_OfACallWhoseEndNeverCame_SaysSo(string path)
    {
        using var client = await calls.Api.Dashboard.SignInAsync();

        var html = await client.GetStringAsync(path, TestContext.Current.CancellationToken);

        Assert.Contains("No end received", html, StringComparison.Ordinal);
        Assert.Equal("inProgress", (await calls.Api.GetAsync("calls/7"))["outcome"]!.GetValue<string>());
    }

    /// <summary>Seven calls and two contacts.</summary>
    public sealed class Calls : IAsyncLifetime
    {
        public ApiDashboard Api { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            var started = DateTime.UtcNow.AddHours(-5).ToString("O", CultureInfo.InvariantCulture);
            Api = await ApiDashboard.StartAsync();
            await Api.PostAsync(
                Payload.MissedCall(1, started, "1909"),
                Payload.MissedCall(2, started, "+911909"),
                Payload.MissedCall(3, started, "Anonymous"),
                Payload.MissedCall(4, started, "+91 98783 00043 / 44"),
                WithNumber(Payload.MissedCall(5, started), JsonNode.Parse("9878300043.5")!),
                Payload.MissedCall(6, started, "+919876500041"),
                Payload.AnsweredCall(7, started).With(call =>
                {
                    call["cdr_disposition"] = "ACTIVE";
                    call["cdr_end"] = null;
                    call["staff_phone"] = "101";
                    call["staff_first_name"] = "Desk";
                }),
                Payload.Contact(41, "98765\u200d00041", "Lata"),
                Payload.Contact(42, "Anonymous", "Nobody"));
        }

        public ValueTask DisposeAsync() => Api.DisposeAsync();

        private static string WithNumber(string body, JsonNode phone)
        {
            var call = JsonNode.Parse(body)!.AsObject();
            call["cdr_phone"] = phone;
            return call.ToJsonString();
        }
    }
}
