using System.Text.Json.Nodes;

namespace Superfone.Dashboard.Tests.Projections;

public sealed class SearchTests : IDisposable
{
    private readonly LogOnDisk _log = new();

    public void Dispose() => _log.Dispose();

    [Theory]
    [InlineData("CallWords", "आशा")]
    [InlineData("CallWords", "zoe")]
    [InlineData("CallWords", "Traders")]
    [InlineData("CallWords", "pric*")]
    [InlineData("CallWords", "callback")]
    [InlineData("CallWords", "नमस्ते")]
    [InlineData("CallWords", "patel")]
    [InlineData("CallWords", "918000000001")]
    [InlineData("CallFragments", "001")]
    [InlineData("CallFragments", "rad")]
    [InlineData("CallFragments", "794")]
    public void Call_ByWhatItsContactSummaryAndStaffSay_IsFound(string table, string query)
    {
        var url = new JsonObject { ["cdr_uuid"] = Payload.Uuid, ["staff_last_name"] = "Patel" };
        _log.AppendAndProject(Payload.Call(1, _log.Now).With(url), Payload.Call(2, _log.Now).With("cdr_phone", "7000000009"));
        _log.AppendAndProject(Payload.Summary().With(new JsonObject
        {
            ["summary"] = new JsonObject { ["insights"] = new JsonArray(new JsonObject { ["title"] = "Callback", ["value"] = "after six" }) },
            ["summary_text"] = "Asked for the price",
            ["transcription"] = new JsonArray(new JsonObject { ["speaker"] = "agent", ["text"] = "नमस्ते जी" }),
        }));
        _log.AppendAndProject(Payload.Contact(7, name: "आशा Zoë").With(new JsonObject
        {
            ["contact_business_name"] = "Acme Traders",
            ["contact_phones"] = Payload.Phones(Payload.Phone, "+44 20 7946 0958"),
        }));

        Assert.Equal([1L], Found(table, query));
    }

    [Fact]
    public void Call_WhoseContactIsRenamed_IsFoundByTheNewNameOnly()
    {
        _log.AppendAndProject(Payload.Call(1, _log.Now), Payload.Contact(7, name: "Asha"));
        _log.AppendAndProject(Payload.Change(7, "first_name", "Usha"));

        Assert.Empty(Found("CallWords", "Asha"));
        Assert.Empty(Found("CallFragments", "Ash"));
        Assert.Equal([1L], Found("CallWords", "Usha"));
        Assert.Equal([7L], ReadModelDump.Search(_log.ReadModel, "ContactWords", "Usha"));
        Assert.Empty(ReadModelDump.Search(_log.ReadModel, "ContactWords", "Asha"));
    }

    [Fact]
    public void Call_ThatMovesInTime_IsFoundOnce()
    {
        _log.AppendAndProject(Payload.Call(1, _log.Now, "RINGING"));
        _log.AppendAndProject(Payload.Call(1, _log.Now.AddMinutes(-9)));
        Assert.Equal([1L], Found("CallWords", "918000000001"));
        Assert.Single(ReadModelDump.Search(_log.ReadModel, "CallFragments", "800"));
    }

    [Fact]
    public void Call_WhoseSummaryGoesElsewhere_IsNotFoundByItAnyMore()
    {
        _log.AppendAndProject(Payload.Call(1, _log.Now.AddHours(-1)), Payload.Summary());
        Assert.Equal([1L], Found("CallWords", "price"));
        _log.AppendAndProject(Payload.Call(2, _log.Now.AddHours(-1)).With("cdr_uuid", Payload.Uuid));
        Assert.Equal([2L], Found("CallWords", "price"));
    }

    [Theory]
    [InlineData("ContactWords", "asha")]
    [InlineData("ContactWords", "Pune")]
    [InlineData("ContactWords", "बजट")]
    [InlineData("ContactWords", "Hot")]
    [InlineData("ContactWords", "\"example.com\"")]
    [InlineData("ContactFragments", "xam")]
    [InlineData("ContactFragments", "001")]
    public void Contact_ByWhatIsKnownOfIt_IsFound(string table, string query)
    {
        _log.AppendAndProject(
            Payload.Contact(7).With(new JsonObject
            {
                ["contact_emails"] = new JsonArray("asha@example.com"),
                ["contact_labels"] = new JsonArray(new JsonObject { ["title"] = "Hot" }),
            }),
            Payload.Change(7, "city", "Pune"),
            """{"event":"CUSTOMER_CHANGE","contact_id":7,"updated_key":"Note","updated_value":["\u092c\u091c\u091f 50k"]}""",
            Payload.Contact(8, "7000000009", "Ravi"));

        Assert.Equal([7L], ReadModelDump.Search(_log.ReadModel, table, query));
    }

    private List<long> Found(string table, string query)
    {
        var keys = ReadModelDump.Search(_log.ReadModel, table, query);
        return _log.Read(readModel => readModel.Calls.Where(call => keys.Contains(call.SortKey)).Select(call => call.CdrId).OrderBy(id => id).ToList());
    }
}
