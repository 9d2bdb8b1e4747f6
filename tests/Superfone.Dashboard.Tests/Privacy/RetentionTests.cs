using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Privacy;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Tests.Api;
using Superfone.Events;

namespace Superfone.Dashboard.Tests.Privacy;

public sealed class RetentionTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_AtNight_DeletesWhatTheDryRunCounted(bool isInS3)
    {
        await using var world = await ErasureWorld.StartAsync(new Dictionary<string, string?>
        {
            ["Superfone:Privacy:BodyDays"] = "30",
            ["Superfone:Privacy:RecordingDays"] = "30",
            ["Superfone:Privacy:TranscriptDays"] = "30",
        }, isInS3);
        var retention = world.Dashboard.Services.GetRequiredService<Retention>();
        var days = new RetentionDays(30, 30, 30, 0);
        Assert.Equal(RetentionCounts.None, await retention.CountAsync(days, Actor.System));

        // Nights are at 03:00 in India. The last one within the 30 days deletes nothing.
        Assert.Equal(RetentionCounts.None, (await RunAsync(world, TimeSpan.FromDays(29))).Counts);
        Assert.Equal(RetentionCounts.None, (await RunAsync(world, TimeSpan.FromHours(10))).Counts);
        world.World.Time.Advance(TimeSpan.FromHours(15));
        var counted = await retention.CountAsync(days, Actor.System);
        Assert.Equal(new RetentionCounts(2, 2, 1, 0), counted);
        Assert.Equal(counted, (await RunAsync(world, TimeSpan.FromHours(10))).Counts);

        Assert.Empty(world.World.Stored);
        Assert.DoesNotContain(await world.Dashboard.ReadDeliveriesAsync(), delivery => delivery.Status is DeliveryState.Quarantined or DeliveryState.Unrecognised || delivery.Event == "CDR_SUMMARY_READY");
        await ApiDashboard.WaitAsync(async () => (await world.OwnerGetAsync("calls/101"))["summary"] is null);
        Assert.Equal("expired", (await world.OwnerGetAsync("calls/101"))["recording"]!["status"]!.GetValue<string>());
        await using var primary = await world.Dashboard.Services.GetRequiredService<IDbContextFactory<PrimaryContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        Assert.All(await primary.Recordings.ToListAsync(TestContext.Current.CancellationToken), recording => Assert.Equal(RecordingStatus.Expired, recording.Status));
        Assert.Contains("retention", (await primary.AuditEntries.SingleAsync(entry => entry.Action == "erase", TestContext.Current.CancellationToken)).Subject, StringComparison.Ordinal);
        Assert.Equal("Zarathustra Quillfeather", (await world.OwnerGetAsync($"contacts/{ErasureWorld.Zarathustra}"))["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Run_ASummaryThatWasSentTwice_DeletesBoth()
    {
        await using var world = await ErasureWorld.StartAsync(new Dictionary<string, string?> { ["Superfone:Privacy:TranscriptDays"] = "30" });
        var summary = Payload.Summary("u-twice", "spoken twice", 77);
        await world.PostAsync(summary);
        await world.PostAsync(summary);
        await world.PostAsync(Payload.Change(ErasureWorld.Asha, "city", "Pune"));
        Assert.Contains(await world.Dashboard.ReadDeliveriesAsync(), delivery => delivery is { Status: DeliveryState.Duplicate, Event: "CDR_SUMMARY_READY" });

        await RunAsync(world, TimeSpan.FromDays(32));

        Assert.DoesNotContain(await world.Dashboard.ReadDeliveriesAsync(), delivery => delivery.Event == "CDR_SUMMARY_READY");
    }

    [Fact]
    public async Task Run_ContactsWithoutActivity_AreErased()
    {
        await using var world = await ErasureWorld.StartAsync(new Dictionary<string, string?> { ["Superfone:Privacy:ContactDays"] = "30" });

        world.World.Time.Advance(TimeSpan.FromDays(20));
        await world.PostAsync(Payload.Change(ErasureWorld.Asha, "city", "Pune"));
        await world.ProjectedAsync();
        await RunAsync(world, TimeSpan.FromDays(12));
        await world.WaitUntilHiddenAsync();

        // An interrupted step is tried again after a while, by the clock.
        await ApiDashboard.WaitAsync(async () =>
        {
            world.World.Time.Advance(TimeSpan.FromMinutes(1));
            await using var primary = await world.Dashboard.Services.GetRequiredService<IDbContextFactory<PrimaryContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
            return await primary.Erasures.AllAsync(erasure => erasure.DoneUtc != null, TestContext.Current.CancellationToken);
        });

        Assert.Equal("Pune", (await world.OwnerGetAsync($"contacts/{ErasureWorld.Asha}"))["city"]!.GetValue<string>());
        Assert.Empty(await world.TracesAsync());
    }

    [Fact]
    public async Task Run_NothingIsSet_KeepsEverything()
    {
        await using var world = await ErasureWorld.StartAsync();
        var before = (await world.Dashboard.ReadDeliveriesAsync()).Count;

        await RunAsync(world, TimeSpan.FromDays(400));

        Assert.Equal(before, (await world.Dashboard.ReadDeliveriesAsync()).Count);
        Assert.Equal(2, world.World.Files.Length);
    }

    // Lets time pass until the next run. The service may not be waiting yet when the clock moves, so the clock moves on.
    private static async Task<RetentionRun> RunAsync(ErasureWorld world, TimeSpan time)
    {
        var retention = world.Dashboard.Services.GetRequiredService<Retention>();
        var before = retention.FindLastRun();
        world.World.Time.Advance(time);
        await ApiDashboard.WaitAsync(() =>
        {
            world.World.Time.Advance(TimeSpan.FromMinutes(1));
            return Task.FromResult(retention.FindLastRun() != before);
        });
        return retention.FindLastRun()!;
    }

    [Fact]
    public async Task Count_WithoutPermission_IsRefused()
    {
        await using var api = await ApiDashboard.StartAsync();
        var nobody = new Actor { Name = "nobody", Permissions = new HashSet<Permission>() };

        await Assert.ThrowsAsync<PermissionDeniedException>(
            () => api.Dashboard.Services.GetRequiredService<Retention>().CountAsync(new RetentionDays(1, 1, 1, 1), nobody));
    }
}
