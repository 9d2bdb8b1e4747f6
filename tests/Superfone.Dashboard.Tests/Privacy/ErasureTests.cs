using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Privacy;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Erasures;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Privacy;

public sealed class ErasureTests
{
    [Fact]
    public async Task Erase_Now_LeavesNoByteAndASecondPersonWhole()
    {
        await using var world = await ErasureWorld.StartAsync();
        var asha = await AshaAsync(world);
        var places = await world.TracesAsync();
        Assert.All(ErasureWorld.Traces, trace => Assert.Contains(places, place => place.EndsWith($": {trace}", StringComparison.OrdinalIgnoreCase)));

        var id = await world.EraseAsync("now");
        await world.WaitForAsync(id, "done");

        await AssertErasedAsync(world, asha);
        Assert.Empty(await world.TracesAsync());
        await AssertErasedAsync(world, asha);

        var projection = world.Dashboard.Services.GetRequiredService<Dashboard.Projections.Runtime.ProjectionService>();
        var before = projection.Status.RebuildNumber;
        await world.Dashboard.Services.GetRequiredService<RebuildRequests>().AddAsync();
        await ApiDashboard.WaitAsync(() => Task.FromResult(projection.Status.RebuildNumber > before));
        await AssertErasedAsync(world, asha);
        Assert.Empty(await world.TracesAsync());
    }

    [Fact]
    public async Task Erase_AfterRetention_HidesAtOnceAndDeletesWhenDue()
    {
        await using var world = await ErasureWorld.StartAsync();
        var asha = await AshaAsync(world);

        var id = await world.EraseAsync("retention");
        await world.WaitUntilHiddenAsync();

        Assert.Equal("waiting", await world.StateAsync(id));
        await AssertErasedAsync(world, asha);
        Assert.NotEmpty(await world.TracesAsync());

        world.World.Time.Advance(TimeSpan.FromDays(364));
        Assert.Equal("waiting", await world.StateAsync(id));
        world.World.Time.Advance(TimeSpan.FromDays(2));
        await world.WaitForAsync(id, "done");
        Assert.Empty(await world.TracesAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Erase_InterruptedAfterAnyStep_ContinuesAtTheNextStart(int steps)
    {
        await using var world = await ErasureWorld.StartAsync();
        var asha = await AshaAsync(world);
        var services = world.Dashboard.Services;
        var (erasures, log, traces) = (services.GetRequiredService<ErasureTable>(), services.GetRequiredService<LogErasure>(), services.GetRequiredService<TraceErasure>());
        var phones = services.GetRequiredService<PhoneBook>();
        var id = erasures.Request(ErasureWorld.Zarathustra, "owner@example.com", world.World.Now, world.World.Now);
        var keys = Find(log, phones);
        if (steps > 0)
            erasures.SaveKeys(id, keys);
        if (steps > 1)
            log.Apply(new BodyErasure(keys, phones), world.Last, null, TestContext.Current.CancellationToken);
        if (steps > 2)
            traces.Apply(erasures.Find(id)!, keys, phones);

        await world.RestartAsync();
        await world.WaitForAsync(id, "done");

        await AssertErasedAsync(world, asha);
        Assert.Empty(await world.TracesAsync());
    }

    [Fact]
    public async Task Erase_KnownToABackupThatIsRestored_IsDoneAgain()
    {
        await using var world = await ErasureWorld.StartAsync();
        var last = (await world.Dashboard.ReadDeliveriesAsync())[^1].Id;
        var requested = new Erasure
        {
            Id = 7,
            ContactId = ErasureWorld.Zarathustra,
            UpToDeliveryId = last,
            RequestedBy = "owner@example.com",
            RequestedUtc = world.World.Now,
            DueUtc = world.World.Now,
            DoneUtc = world.World.Now,
        };

        var erasures = world.Dashboard.Services.GetRequiredService<ErasureTable>();
        erasures.Restore([requested]);
        var id = Assert.Single(erasures.All()).Id;
        await world.RestartAsync();
        await world.WaitForAsync(id, "done");

        Assert.Empty(await world.TracesAsync());
    }

    [Fact]
    public async Task Export_OfAContact_HasAllThatIsKnown()
    {
        await using var world = await ErasureWorld.StartAsync();
        using var agent = world.Dashboard.CreateClient(Roles.Agent);
        using var manager = world.Dashboard.CreateClient(Roles.Manager);
        var path = $"/api/v1/contacts/{ErasureWorld.Zarathustra}/export";

        var text = await manager.GetStringAsync(path, TestContext.Current.CancellationToken);

        foreach (var known in new[] { "Zarathustra", "98123", "zq@quill.example", "marmaladeconfession", "turnipwedding", "gooseberrynote", "velvetcustomfield", "paprikamenu", "walrusreminder", "recordings/" })
            Assert.Contains(known, text, StringComparison.Ordinal);
        Assert.DoesNotContain(ErasureWorld.AshasNumber, text, StringComparison.Ordinal);
        Assert.Equal([101L, 102], System.Text.Json.Nodes.JsonNode.Parse(text)!["calls"]!.AsArray().Select(call => call!["cdrId"]!.GetValue<long>()).Order());
        var record = System.Text.Json.Nodes.JsonNode.Parse(text)!;
        Assert.Equal(
            ["gooseberrynote", "gooseberrynote again", "Busy\nmarmaladeconfession", "a turnipwedding", "paprikamenu\nVIP", "Vendor"],
            record["notes"]!.AsArray().Select(note => note!["text"]!.GetValue<string>()));
        Assert.Equal(
            ["callTags", "callNote", "followUp attempt", "followUp note", "followUp close"],
            record["history"]!.AsArray().Where(entry => entry!["by"] is not null).Select(entry => $"{entry!["kind"]} {entry["action"]}".Trim()));
        using var refused = await agent.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        await using var primary = await world.Dashboard.Services.GetRequiredService<IDbContextFactory<PrimaryContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        Assert.Equal($"contact {ErasureWorld.Zarathustra}", (await primary.AuditEntries.SingleAsync(entry => entry.Action == "export", TestContext.Current.CancellationToken)).Subject);
    }

    [Fact]
    public async Task Erase_EventsThatComeLater_MakeTheContactAnew()
    {
        await using var world = await ErasureWorld.StartAsync();

        var id = await world.EraseAsync("now");
        await world.WaitForAsync(id, "done");
        await world.PostAsync(Payload.MissedCall(301, "2026-05-15T11:30:00Z", ErasureWorld.Number).With("contact_id", ErasureWorld.Zarathustra));
        await world.ProjectedAsync();

        var contact = await world.OwnerGetAsync($"contacts/{ErasureWorld.Zarathustra}");
        Assert.Equal(1, contact["callCount"]!.GetValue<int>());
        Assert.Null(contact["name"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?when=tomorrow")]
    [InlineData("?when=0")]
    public async Task Erase_AnotherTime_IsRefused(string query)
    {
        await using var api = await ApiDashboard.StartAsync();
        using var owner = api.Dashboard.CreateClient(Roles.Owner);

        var problem = await api.ProblemAsync(HttpStatusCode.BadRequest, client => client.DeleteAsync($"/api/v1/contacts/1{query}", TestContext.Current.CancellationToken), owner);

        Assert.Contains("when", problem.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erase_UnknownContactOrLesserRole_IsRefused()
    {
        await using var api = await ApiDashboard.StartAsync();
        using var owner = api.Dashboard.CreateClient(Roles.Owner);
        using var manager = api.Dashboard.CreateClient(Roles.Manager);

        await api.ProblemAsync(HttpStatusCode.NotFound, client => client.DeleteAsync("/api/v1/contacts/1?when=now", TestContext.Current.CancellationToken), owner);
        await api.ProblemAsync(HttpStatusCode.NotFound, client => client.GetAsync("/api/v1/erasures/1", TestContext.Current.CancellationToken), owner);
        await api.ProblemAsync(HttpStatusCode.Forbidden, client => client.DeleteAsync("/api/v1/contacts/1?when=now", TestContext.Current.CancellationToken), manager);
    }

    private static async Task AssertErasedAsync(ErasureWorld world, string asha)
    {
        using (var contact = await world.Owner.GetAsync($"/api/v1/contacts/{ErasureWorld.Zarathustra}", TestContext.Current.CancellationToken))
            Assert.Equal(HttpStatusCode.NotFound, contact.StatusCode);

        // The calls stay counted, without the caller.
        foreach (var (call, outcome, staff) in new[] { (101, "answered", "Ravi Patel"), (102, "missed", "Ravi Patel") })
        {
            var item = await world.OwnerGetAsync($"calls/{call}");
            Assert.Equal((outcome, staff), (item["outcome"]!.GetValue<string>(), item["staff"]!["name"]!.GetValue<string>()));
            Assert.All(new[] { "phone", "contact", "recording", "summary" }, field => Assert.Null(item[field]));
        }

        Assert.Equal(60, (await world.OwnerGetAsync("calls/101"))["durationSeconds"]!.GetValue<int>());
        Assert.Empty((await world.OwnerGetAsync("tasks"))["items"]!.AsArray());
        foreach (var list in new[] { "calls", "contacts", "tasks", "follow-ups", "deliveries", "summaries/unmatched" })
        {
            var text = (await world.OwnerGetAsync(list)).ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
            Assert.All(ErasureWorld.Traces, trace => Assert.DoesNotContain(trace, text, StringComparison.OrdinalIgnoreCase));
        }

        Assert.Equal(asha, await AshaAsync(world));
        await using var primary = await world.Dashboard.Services.GetRequiredService<IDbContextFactory<PrimaryContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["Missed"], await primary.SavedViews.Select(view => view.Name).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal(["201", ErasureWorld.AshasNumber], (await primary.Decisions.Select(decision => decision.Subject).Distinct().ToListAsync(TestContext.Current.CancellationToken)).Order(StringComparer.Ordinal).Reverse());
        var other = await world.OwnerGetAsync("calls/201");
        Assert.Equal("Friend of •••, •••", other["notes"]![0]!["text"]!.GetValue<string>());
        Assert.Equal(["VIP", "•••"], other["tags"]!.AsArray().Select(tag => tag!.GetValue<string>()));
        Assert.Empty((await world.OwnerGetAsync("calls/101"))["notes"]!.AsArray());
        Assert.Empty((await world.OwnerGetAsync("calls/101"))["tags"]!.AsArray());
        Assert.Equal(201, (await world.OwnerGetAsync("calls?tag=vip"))["items"]!.AsArray().Single()!["cdrId"]!.GetValue<long>());
        Assert.Equal(201, (await primary.Recordings.SingleAsync(TestContext.Current.CancellationToken)).CdrId);
    }

    private static PersonKeys Find(LogErasure log, PhoneBook phones)
    {
        var search = new PersonSearch(new HashSet<long> { ErasureWorld.Zarathustra }, phones);
        foreach (var delivery in log.Read(long.MaxValue))
            search.ReadFirst(delivery.Content, delivery.IsEvent);
        foreach (var delivery in log.Read(long.MaxValue))
            search.ReadAgain(delivery.Content);
        return search.Finish();
    }

    // Everything of the other person but what it says of the erased one.
    private static async Task<string> AshaAsync(ErasureWorld world)
    {
        var contact = await world.OwnerGetAsync($"contacts/{ErasureWorld.Asha}");
        contact["customFields"]!.AsObject().Remove("Referred by");
        var followUp = (await world.OwnerGetAsync("follow-ups"))["items"]!.AsArray().Single(item => item!["phone"]!.GetValue<string>() == ErasureWorld.AshasNumber)!;
        followUp.AsObject().Remove("note");
        Assert.Equal("busy", followUp["notes"]![0]!["outcome"]!.GetValue<string>());
        followUp.AsObject().Remove("notes");
        followUp.AsObject().Remove("id");
        var call = await world.OwnerGetAsync("calls/201");
        call.AsObject().Remove("notes");
        call.AsObject().Remove("tags");
        return string.Join('\n', new[] { contact, call, await world.OwnerGetAsync("calls/202"), followUp }.Select(node => node.ToJsonString()));
    }
}
