using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Privacy;

public sealed class ErasureTests
{
    [Fact]
    public async Task Erase_Now_LeavesNoByteAndASecondPersonWhole()
    {
        await using var world = await ErasureWorld.StartAsync();
        var asha = await AshaAsync(world);
        Assert.All(ErasureWorld.Traces.Where(trace => trace != "98123 45607"), trace => Assert.Contains(
            FolderBytes.Find(world.Dashboard.DataDirectory, [trace]), place => place.Length > 0));

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
        await using var primary = await world.Dashboard.Services.GetRequiredService<IDbContextFactory<PrimaryContext>>().CreateDbContextAsync();
        Assert.Equal(["Missed"], await primary.SavedViews.Select(view => view.Name).ToListAsync());
        Assert.Equal(ErasureWorld.AshasNumber, (await primary.Decisions.SingleAsync()).Subject);
        Assert.Equal(201, (await primary.Recordings.SingleAsync()).CdrId);
    }

    // Everything of the other person but what it says of the erased one.
    private static async Task<string> AshaAsync(ErasureWorld world)
    {
        var contact = await world.OwnerGetAsync($"contacts/{ErasureWorld.Asha}");
        contact["customFields"]!.AsObject().Remove("Referred by");
        var followUp = (await world.OwnerGetAsync("follow-ups"))["items"]!.AsArray().Single(item => item!["phone"]!.GetValue<string>() == ErasureWorld.AshasNumber)!;
        followUp.AsObject().Remove("note");
        followUp.AsObject().Remove("id");
        return string.Join('\n', new[] { contact, await world.OwnerGetAsync("calls/201"), await world.OwnerGetAsync("calls/202"), followUp }.Select(node => node.ToJsonString()));
    }
}
