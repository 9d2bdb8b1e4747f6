using System.Text.Json.Nodes;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Search;
using Superfone.Dashboard.Tests.Projections;

namespace Superfone.Dashboard.Tests.ReadModels.Search;

public sealed class SearchQueriesTests : IDisposable
{
    private readonly LogOnDisk _log = new();

    public SearchQueriesTests() => _log.AppendAndProject(
        Payload.Contact(7, name: "Zoë").With("contact_business_name", "Priceless Traders"),
        Payload.Call(1, _log.Now.AddHours(-2)).With(new JsonObject { ["cdr_uuid"] = Payload.Uuid, ["staff_first_name"] = "Ravi" }),
        Payload.Summary(text: "Asked what it costs").With(new JsonObject
        {
            ["transcription"] = new JsonArray(
                new JsonObject { ["speaker"] = "agent", ["text"] = "Hello", ["start"] = 0.4 },
                new JsonObject { ["speaker"] = "customer", ["text"] = "What are your prices, Ravi?", ["start"] = 12.7 }),
        }),
        Payload.Call(2, _log.Now.AddHours(-1)).With("cdr_phone", "+917000000009"));

    public void Dispose() => _log.Dispose();

    [Theory]
    [InlineData("price", "7", "1", "1")]
    [InlineData("prices", "", "", "1")]
    [InlineData("zoe", "7", "1", "")]
    [InlineData("ravi", "", "1", "1")]
    [InlineData("ravi pri", "", "1", "1")]
    [InlineData("zoe prices", "", "", "1")]
    [InlineData("z p", "7", "1", "1")]
    [InlineData("70000 00009", "", "2", "")]
    [InlineData("nothing", "", "", "")]
    public async Task Find_EachKind_InItsGroup(string text, string contacts, string calls, string conversations)
    {
        var results = await FindAsync(text);

        Assert.Equal(contacts, string.Join(' ', results!.Contacts.Items.Select(contact => contact.ContactId)));
        Assert.Equal(calls, string.Join(' ', results.Calls.Items.Select(call => call.CdrId)));
        Assert.Equal(conversations, string.Join(' ', results.Conversations.Items.Select(hit => hit.Call.CdrId)));
    }

    [Theory]
    [InlineData("bcde", "8", "3")] // The other contact has bcd and cde, but not next to each other.
    [InlineData("bcd", "9 8", "4 3")]
    [InlineData("2345", "8", "3")]
    [InlineData("345", "9 8", "4 3")]
    public async Task Find_PartOfANameOrNumber_NeedsItsCharactersInARow(string text, string contacts, string calls)
    {
        _log.AppendAndProject(
            Payload.Contact(8, name: "Abcdef").With("contact_phones", Payload.Phones("+917000002345")),
            Payload.Contact(9, name: "Abcd Xcde").With("contact_phones", Payload.Phones("+917002340345")),
            Payload.Call(3, _log.Now.AddMinutes(-2)).With("cdr_phone", "+917000002345"),
            Payload.Call(4, _log.Now.AddMinutes(-1)).With("cdr_phone", "+917002340345"));

        var results = await FindAsync(text);

        Assert.Equal(contacts, string.Join(' ', results!.Contacts.Items.Select(contact => contact.ContactId)));
        Assert.Equal(calls, string.Join(' ', results.Calls.Items.Select(call => call.CdrId)));
    }

    [Fact]
    public async Task Find_WordOfANameOnly_IsFoundInConversationsOnceItIsSpoken()
    {
        Assert.Empty((await FindAsync("priceless"))!.Conversations.Items);

        _log.AppendAndProject(
            Payload.Call(3, _log.Now).With(new JsonObject { ["cdr_uuid"] = Payload.OtherUuid, ["cdr_phone"] = "+917000000008" }),
            Payload.Summary(Payload.OtherUuid, "Found our service priceless."));

        Assert.Equal(3, Assert.Single((await FindAsync("priceless"))!.Conversations.Items).Call.CdrId);
        Assert.Equal(1, Assert.Single((await FindAsync("priceless"))!.Calls.Items).CdrId);
    }

    [Fact]
    public async Task Find_WordWithAnAccent_ShowsThePieceThatHasIt()
    {
        _log.AppendAndProject(
            Payload.Call(3, _log.Now).With(new JsonObject { ["cdr_uuid"] = Payload.OtherUuid, ["cdr_phone"] = "+917000000008" }),
            Payload.Summary(Payload.OtherUuid, text: "Nothing of it.").With(new JsonObject
            {
                ["summary"] = new JsonObject { ["insights"] = new JsonArray(new JsonObject { ["title"] = "Drink", ["value"] = "A cappuccíno" }) },
            }));

        Assert.Equal("Drink: A cappuccíno", Assert.Single((await FindAsync("cappuccino"))!.Conversations.Items).Text);
    }

    [Fact]
    public async Task Find_WhatWasSaid_TellsWhereInTheCall()
    {
        var hit = Assert.Single((await FindAsync("prices"))!.Conversations.Items);

        Assert.Equal(("What are your prices, Ravi?", 12), (hit.Text, hit.Second));
    }

    [Theory]
    [InlineData("pricing", true)]
    [InlineData("costing", true)]
    [InlineData("cost", true)]
    [InlineData("costing pricing", true)]
    [InlineData("costing zoes", false)]
    [InlineData("helped", false)]
    public async Task Find_OtherFormOfAWord_FindsIt(string text, bool isFound) =>
        Assert.Equal(isFound ? [1L] : [], (await FindAsync(text))!.Conversations.Items.Select(hit => hit.Call.CdrId));

    [Theory]
    [InlineData("follow-ups")]
    [InlineData("follow-up")]
    [InlineData("call-back")]
    [InlineData("call-backs")]
    [InlineData("call-backs follow-ups")]
    public async Task Find_OtherFormOfACompound_FindsIt(string text)
    {
        _log.AppendAndProject(
            Payload.Call(3, _log.Now).With(new JsonObject { ["cdr_uuid"] = Payload.OtherUuid, ["cdr_phone"] = "+917000000008" }),
            Payload.Summary(Payload.OtherUuid, text: "Wants a follow-up after two call-backs."));

        Assert.Equal([3L], (await FindAsync(text))!.Conversations.Items.Select(hit => hit.Call.CdrId));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" z ")]
    [InlineData("--")]
    public async Task Find_TooLittle_IsNotSearched(string text) => Assert.Null(await FindAsync(text));

    private Task<SearchResults?> FindAsync(string text)
    {
        var queries = new SearchQueries(_log.ReadModel, new ContactQueries(_log.ReadModel, LogOnDisk.Phones), LogOnDisk.Phones, _log.CallItems);
        return queries.FindAsync(Visibility.Everything, text, TestContext.Current.CancellationToken);
    }
}
