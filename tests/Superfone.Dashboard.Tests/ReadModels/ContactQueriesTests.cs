using System.Text.Json.Nodes;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.Tests.Projections;

namespace Superfone.Dashboard.Tests.ReadModels;

/// <summary>The queries of the contact pages.</summary>
public sealed class ContactQueriesTests : IDisposable
{
    private readonly LogOnDisk _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Contacts_ByActivity_WhoCalledLastComesFirstPageByPage()
    {
        for (var id = 1; id <= 5; id++)
            _log.AppendAndProject(Payload.Contact(id, $"+91800000000{id}", $"Asha {id}"));
        _log.Time.Advance(TimeSpan.FromHours(1));
        _log.AppendAndProject(Payload.Call(1, _log.Now).With("cdr_phone", "+918000000002"));

        var ids = await AllIdsAsync((contacts, cursor) => contacts.ListByActivityAsync(Visibility.Everything, new ContactFilter(), cursor, 2, TestContext.Current.CancellationToken));

        Assert.Equal([2, 5, 4, 3, 1], ids);
        await Assert.ThrowsAsync<CursorFormatException>(() => new ContactQueries(_log.ReadModel, LogOnDisk.Phones).ListByActivityAsync(
            Visibility.Everything, new ContactFilter(), Cursor.Write(ListKind.ContactsByActivity, -1, 1), cancellation: TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("shop@example.com", "3 1")]
    [InlineData("SHOP@EXAMPLE.COM", "3 1")]
    [InlineData("shop@exa", "5 3 1")]
    [InlineData("sho@example.com", "")]
    public async Task Contacts_OfAnAddress_AreListedNewestFirstPageByPage(string typed, string found)
    {
        foreach (var (id, address) in new[] { (1, "shop@example.com"), (2, "office@example.com"), (3, "shop@example.com"), (4, "myshop@example.com"), (5, "shop@example.in") })
            _log.AppendAndProject(Payload.Contact(id, $"+91800000000{id}").With("contact_emails", new JsonArray(address)));

        var ids = await AllIdsAsync((contacts, cursor) => contacts.ListAsync(Visibility.Everything, new ContactFilter { Q = typed }, cursor, 2, TestContext.Current.CancellationToken));

        Assert.Equal(found, string.Join(' ', ids));
    }

    [Fact]
    public async Task Contacts_ByArrival_AreThoseOfTheSourceThatWereNewThen()
    {
        var before = _log.Now;
        _log.AppendAndProject(Payload.Contact(1, "+918000000001").With(new JsonObject { ["contact_source"] = " website-form ", ["contact_source_type"] = "OTHERS" }));
        _log.Time.Advance(TimeSpan.FromHours(1));
        var hourLater = _log.Now;
        _log.AppendAndProject(Payload.Contact(2, "+918000000002").With("contact_source_type", "OTHERS"));
        _log.AppendAndProject(Payload.Contact(3, "+918000000003"));
        _log.AppendAndProject(Payload.Contact(4, "+918000000004", "Ravi").With("contact_source", "website-form"));
        _log.AppendAndProject(Payload.Change(1, "city", "Nagpur")); // Active again, but not new.

        Assert.Equal([4, 3, 2, 1], await IdsAsync(new ContactArrival { From = before }));
        Assert.Equal([4, 3, 2], await IdsAsync(new ContactArrival { From = hourLater }));
        Assert.Equal([1], await IdsAsync(new ContactArrival { To = hourLater }));
        Assert.Equal([4, 1], await IdsAsync(new ContactArrival { Source = "website-form" }));
        Assert.Equal([2], await IdsAsync(new ContactArrival { Source = "OTHERS" }));
        Assert.Equal([3], await IdsAsync(new ContactArrival { Source = ContactArrival.NoSource }));
        Assert.Equal([4], await IdsAsync(new ContactArrival { Source = "website-form" }, q: "ravi"));
        Assert.Empty(await IdsAsync(new ContactArrival { Source = "OTHERS" }, q: "ravi"));

        _log.AppendAndProject(Payload.Change(3, "source", "walk-in"));
        Assert.Equal([3], await IdsAsync(new ContactArrival { Source = "walk-in" }));

        Task<IReadOnlyList<long>> IdsAsync(ContactArrival arrival, string? q = null) => AllIdsAsync((contacts, cursor) =>
            contacts.ListByArrivalAsync(Visibility.Everything, new ContactFilter { Q = q }, arrival, cursor, 2, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Contacts_ByStage_AreThoseWhoCameIntoItLeftItOrStoodInItThen()
    {
        var start = _log.Now;
        _log.AppendAndProject(Staged(1, "New"), Staged(2, "New"), Payload.Contact(3, "+918000000003", "Ravi"));
        _log.Time.Advance(TimeSpan.FromDays(1));
        var second = _log.Now;
        _log.AppendAndProject(Payload.Change(1, "lead_stage", Titled("Won")), Staged(4, "New"));
        _log.Time.Advance(TimeSpan.FromDays(1));
        var third = _log.Now;
        _log.AppendAndProject(Payload.Change(1, "lead_stage", Titled("New")), Payload.Change(2, "lead_stage", null));
        _log.AppendAndProject(Payload.Change(3, "city", "Nagpur").With("contact_lead_stage_name", "New")); // Told of with another change.

        Assert.Equal([3, 1, 4, 2], await IdsAsync(StageStep.Entered, start, null));
        Assert.Equal([2, 1], await IdsAsync(StageStep.Entered, start, second));
        Assert.Equal([2, 1], await IdsAsync(StageStep.Left, start, null));
        Assert.Equal([1], await IdsAsync(StageStep.Left, second, third));
        Assert.Equal([2, 1], await IdsAsync(StageStep.Stood, null, second));
        Assert.Equal([4, 2], await IdsAsync(StageStep.Stood, null, third));
        Assert.Equal([3, 1, 4], await IdsAsync(StageStep.Stood, null, null));
        Assert.Equal([3], await IdsAsync(StageStep.Entered, start, null, "ravi"));

        var history = new StageHistory("New", StageStep.Entered);
        var counts = new ContactCountQueries(_log.ReadModel, LogOnDisk.Phones);
        Assert.Equal(4, await counts.CountAsync(Visibility.Everything, new ContactFilter(), history: history, cancellation: TestContext.Current.CancellationToken));
        Assert.Equal(5, await counts.TimesAsync(Visibility.Everything, history, TestContext.Current.CancellationToken));

        string Staged(long id, string stage) => Payload.Contact(id, $"+91800000000{id}").With("contact_lead_stage_name", stage);

        JsonObject Titled(string title) => new() { ["title"] = title };

        Task<IReadOnlyList<long>> IdsAsync(StageStep step, DateTime? from, DateTime? to, string? q = null) => AllIdsAsync((contacts, cursor) => contacts.ListByStageAsync(
            Visibility.Everything, new ContactFilter { Q = q }, new StageHistory("New", step) { From = from, To = to }, cursor, 2, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Contacts_AreCountedAsTheyAreListed()
    {
        var before = _log.Now;
        _log.AppendAndProject(Payload.Contact(1).With(new JsonObject { ["contact_lead_stage_name"] = "Won", ["contact_source"] = "walk-in" }), Payload.Contact(2, "+918000000002"));
        var counts = new ContactCountQueries(_log.ReadModel, LogOnDisk.Phones);

        Assert.Equal(2, await CountAsync(new ContactFilter()));
        Assert.Equal(1, await CountAsync(new ContactFilter { Stage = "won" }));
        Assert.Equal(1, await CountAsync(new ContactFilter(), new ContactArrival { Source = "walk-in", From = before }));
        Assert.Equal(0, await CountAsync(new ContactFilter { Stage = "Won" }, new ContactArrival { Source = ContactArrival.NoSource }));

        Task<int> CountAsync(ContactFilter filter, ContactArrival? arrival = null) =>
            counts.CountAsync(Visibility.Everything, filter, arrival, cancellation: TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("8000000001")]
    [InlineData("+91 80000 00001")]
    [InlineData("080000-00001")]
    [InlineData("asha@example.com")]
    [InlineData("acme")]
    [InlineData("hot")]
    [InlineData("10 lakh")]
    public async Task Contacts_Searched_AreFoundByEverythingThatIsKnownOfThem(string text)
    {
        _log.AppendAndProject(
            Payload.Contact(2, "+917000000002", "Meera"),
            Payload.Contact(1).With(new JsonObject
            {
                ["contact_emails"] = new JsonArray("asha@example.com"),
                ["contact_business_name"] = "Acme Pvt Ltd",
                ["contact_labels"] = new JsonArray(new JsonObject { ["id"] = 17, ["title"] = "Hot" }),
                ["contact_custom_fields"] = new JsonObject { ["Budget"] = "10 lakh" },
            }));

        var page = await new ContactQueries(_log.ReadModel, LogOnDisk.Phones)
            .ListByActivityAsync(Visibility.Everything, new ContactFilter { Q = text }, cancellation: TestContext.Current.CancellationToken);

        Assert.Equal([1], page.Items.Select(contact => contact.ContactId));
    }

    [Fact]
    public async Task Choices_AreWhatContactsBear()
    {
        var labels = new JsonArray(new JsonObject { ["id"] = 17, ["title"] = "Hot" }, new JsonObject { ["id"] = 18, ["title"] = "VIP" });
        _log.AppendAndProject(
            Payload.Contact(1).With(new JsonObject { ["contact_lead_stage_name"] = "Won", ["contact_assignee_user_id"] = 678, ["contact_labels"] = labels }),
            Payload.Contact(2, "+917000000002").With(new JsonObject { ["contact_lead_stage_name"] = "Lost", ["contact_lead_group_name"] = "Web", ["contact_assignee_user_id"] = 9 }),
            Payload.Change(2, "assignee_user", new JsonObject { ["id"] = 678, ["title"] = "Ravi" }),
            Payload.Change(2, "assignee_user", new JsonObject { ["id"] = 5 }));

        var choices = await new ContactChoiceQueries(_log.ReadModel).ReadAsync(Visibility.Everything, TestContext.Current.CancellationToken);

        Assert.Equal(["Lost", "Won"], choices.Stages);
        Assert.Equal(["Web"], choices.Groups);
        Assert.Equal(["Hot", "VIP"], choices.Labels);
        Assert.Equal([new AssigneeChoice(678, "Ravi"), new AssigneeChoice(5, null)], choices.Assignees);
    }

    [Fact]
    public async Task Overview_OfAContact_IsWhatOneWantsToSeeBeforeDialling()
    {
        _log.AppendAndProject(
            Payload.Contact(7).With("contact_assignee_user_id", 678),
            Payload.Call(1, _log.Now.AddDays(-2)).With("cdr_uuid", Payload.Uuid),
            Payload.Summary(),
            Payload.Missed(2, _log.Now.AddHours(-1)),
            Payload.Task(5).With("contact_id", 7));
        var overviews = new OverviewQueries(_log.ReadModel, new ContactQueries(_log.ReadModel, LogOnDisk.Phones), _log.FollowUps, _log.Time);

        var contact = await overviews.OfContactAsync(Visibility.Everything, 7, TestContext.Current.CancellationToken);
        var number = await overviews.OfNumberAsync(Visibility.Everything, Payload.Phone, TestContext.Current.CancellationToken);

        Assert.Equal(new PersonTotals(2, 1, 1, 142, _log.Now.AddDays(-2)), contact!.Totals);
        Assert.Equal(contact.Totals, number.Totals);
        Assert.Equal("Asked for the price list", contact.LastSummary?.Text);
        Assert.Equal([5], contact.OpenTasks.Select(task => task.TaskId));
        Assert.Equal("Asha", Assert.Single(number.Contacts).Name);
        Assert.Equal(FollowUpState.Open, Assert.Single(number.FollowUps).State);
        Assert.Null(await overviews.OfContactAsync(Visibility.Everything, 404, TestContext.Current.CancellationToken));
    }

    private async Task<IReadOnlyList<long>> AllIdsAsync(Func<ContactQueries, string?, Task<Page<ContactItem>>> list)
    {
        var contacts = new ContactQueries(_log.ReadModel, LogOnDisk.Phones);
        List<long> ids = [];
        string? cursor = null;
        do
        {
            var page = await list(contacts, cursor);
            ids.AddRange(page.Items.Select(contact => contact.ContactId));
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return ids;
    }
}
