using System.Text.Json.Nodes;
using Superfone.Dashboard.Domain.Contacts;

namespace Superfone.Dashboard.Tests.Projections;

public sealed class ContactProjectionTests : IDisposable
{
    private readonly LogOnDisk _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public void Call_ThatNamesAContact_CreatesItAndBelongsToIt()
    {
        _log.AppendAndProject(Payload.Call(1, _log.Now.AddHours(-1)).With(new JsonObject { ["contact_id"] = 7, ["contact_first_name"] = "Asha" }));

        var contact = _log.Read(readModel => readModel.Contacts.Single());
        Assert.Equal((7L, "Asha", 1), (contact.ContactId, contact.Name, contact.CallCount));
        Assert.Equal((_log.Now.AddHours(-1), (DateTime?)null), (contact.FirstSeenUtc, contact.CreatedUtc));
        Assert.Equal(7, OwnerOf(1));
    }

    [Fact]
    public void Call_WithoutContact_BelongsToTheOnlyContactOfItsNumberWhicheverCameFirst()
    {
        _log.AppendAndProject(Payload.Call(1, _log.Now));
        Assert.Null(OwnerOf(1));
        _log.AppendAndProject(Payload.Contact(7, "080000 00001"));
        _log.AppendAndProject(Payload.Call(2, _log.Now));

        Assert.Equal((7L, 7L, 2), (OwnerOf(1), OwnerOf(2), CountOf(7)));
    }

    [Fact]
    public void Call_WhoseNumberTwoContactsShare_BelongsToNeitherUntilOneGivesItUp()
    {
        _log.AppendAndProject(Payload.Call(1, _log.Now), Payload.Contact(7));
        _log.AppendAndProject(Payload.Contact(8));
        Assert.Equal((null, 0, 0), (OwnerOf(1), CountOf(7), CountOf(8)));

        _log.AppendAndProject(Payload.Change(7, "phones", new JsonArray()));
        Assert.Equal((8L, 0, 1), (OwnerOf(1), CountOf(7), CountOf(8)));
    }

    [Fact]
    public void Call_ThatNamesAContact_StaysWithItWhoeverHasTheNumber()
    {
        _log.AppendAndProject(Payload.Contact(7), Payload.Call(1, _log.Now).With("contact_id", 8));
        Assert.Equal((8L, 0, 1), (OwnerOf(1), CountOf(7), CountOf(8)));
    }

    [Fact]
    public void Call_NamedOnlyByALaterPayload_MovesToTheNamedContact()
    {
        _log.AppendAndProject(Payload.Contact(7), Payload.Call(1, _log.Now));
        _log.AppendAndProject(Payload.Call(1, _log.Now).With(new JsonObject { ["event"] = "MISSED_CALL", ["contact_id"] = 8 }));
        Assert.Equal((8L, 0, 1), (OwnerOf(1), CountOf(7), CountOf(8)));
    }

    [Fact]
    public void History_BackAndForth_HasEveryChangeButNoneTwiceInARow()
    {
        foreach (var city in new[] { "A", "B", "A", "B", "B" })
            _log.AppendAndProject(Payload.Change(7, "city", city));
        _log.Time.Advance(TimeSpan.FromDays(1));
        _log.AppendAndProject(Payload.Change(7, "city", "B"));
        _log.AppendAndProject(Payload.Change(7, "Budget", "B"), Payload.Change(8, "city", "B"));

        Assert.Equal(["\"A\"", "\"B\"", "\"A\"", "\"B\""], Changes(7, "city"));
        Assert.Equal(["\"B\""], Changes(7, "Budget"));
        Assert.Equal(["\"B\""], Changes(8, "city"));
        Assert.Equal("B", _log.Read(readModel => readModel.Contacts.Single(contact => contact.ContactId == 7).City));
    }

    [Fact]
    public void History_SameValueWrittenOtherwise_AddsNothing()
    {
        _log.AppendAndProject(Payload.Change(7, "lead_stage", new JsonObject { ["id"] = 1, ["title"] = "Won" }));
        _log.AppendAndProject(Payload.Change(7, "lead_stage", new JsonObject { ["title"] = "Won", ["id"] = 1 }).With("contact_source", "web"));
        Assert.Single(Changes(7, "lead_stage"));
    }

    [Fact]
    public void History_Cleared_IsAnEntry()
    {
        _log.AppendAndProject(Payload.Change(7, "city", null));
        Assert.Equal(["null"], Changes(7, "city"));
        Assert.Null(_log.Read(readModel => readModel.Contacts.Single().City));
    }

    [Fact]
    public void Creation_RepeatedBeyondTheWindow_ChangesNothing()
    {
        var created = _log.Now;
        _log.AppendAndProject(Payload.Contact(7));
        _log.AppendAndProject(Payload.Change(7, "first_name", "Usha"));
        _log.Time.Advance(TimeSpan.FromHours(1));
        _log.AppendAndProject(Payload.Contact(7));

        var contact = _log.Read(readModel => readModel.Contacts.Single());
        Assert.Equal(("Usha", created), (contact.FirstName, contact.CreatedUtc));
        Assert.Single(_log.Read(readModel => readModel.TimelineEntries.Where(entry => entry.Kind == TimelineKind.ContactCreated).ToList()));
    }

    [Fact]
    public void Labels_Changed_AreFoundByIdAndTitle()
    {
        _log.AppendAndProject(Payload.Contact(7).With("contact_labels", new JsonArray(new JsonObject { ["id"] = 17, ["title"] = "Hot " })));
        Assert.Equal(["17", "hot"], _log.Read(readModel => readModel.ContactLabels.Select(row => row.Label).OrderBy(label => label).ToList()));
        _log.AppendAndProject(Payload.Change(7, "labels", null));
        Assert.Empty(_log.Read(readModel => readModel.ContactLabels.ToList()));
    }

    [Fact]
    public void History_TellsWhatStoodThereBefore_AlsoWhereNoChangeHadToldIt()
    {
        var stage = new JsonObject { ["contact_lead_stage_id"] = 9, ["contact_lead_stage_name"] = "New lead" };
        _log.AppendAndProject(Payload.Contact(7).With(stage));
        _log.AppendAndProject(Payload.Change(7, "lead_stage", new JsonObject { ["id"] = 10, ["title"] = "Qualified" }));
        _log.AppendAndProject(Payload.Call(1, _log.Now).With(new JsonObject { ["contact_id"] = 7, ["contact_lead_stage_id"] = 11, ["contact_lead_stage_name"] = "Won" }));
        _log.AppendAndProject(Payload.Change(7, "lead_stage", new JsonObject { ["id"] = 11, ["title"] = "Won" }));
        _log.AppendAndProject(Payload.Change(7, "city", "Pune"));
        _log.AppendAndProject(Payload.Change(7, "city", "Mumbai"));

        var before = _log.Read(readModel => readModel.TimelineEntries.Where(entry => entry.Key != null).OrderBy(entry => entry.DeliveryId).Select(entry => entry.Before).ToList());
        Assert.Equal(["""{"id":9,"title":"New lead"}""", """{"id":10,"title":"Qualified"}""", null, "\"Pune\""], before);
    }

    [Fact]
    public void Assignee_Changed_IsKnownByNameAndHasTheContactsTasks()
    {
        _log.AppendAndProject(Payload.Contact(7), Payload.Task(1).With("contact_id", 7));
        _log.AppendAndProject(Payload.Change(7, "assignee_user", new JsonObject { ["id"] = 678, ["title"] = "Ravi Patel" }));
        _log.AppendAndProject(Payload.Task(2).With("contact_id", 7));

        Assert.Equal([678L, 678L], _log.Read(readModel => readModel.Tasks.Select(task => task.AssigneeUserId).ToList()));
        Assert.Equal("Ravi Patel", _log.Read(readModel => readModel.TeamMembers.Single(member => member.UserId == 678).Name));
        Assert.Equal(_log.DumpFromScratch(), _log.Dump());
    }

    private long? OwnerOf(long cdrId) => _log.Read(readModel => readModel.Calls.Single(call => call.CdrId == cdrId).ContactId);

    private int CountOf(long contactId) => _log.Read(readModel => readModel.Contacts.Single(contact => contact.ContactId == contactId).CallCount);

    private List<string?> Changes(long contactId, string key) => _log.Read(readModel => readModel.TimelineEntries
        .Where(entry => entry.ContactId == contactId && entry.Key == key).OrderBy(entry => entry.DeliveryId).Select(entry => entry.Value).ToList());
}
