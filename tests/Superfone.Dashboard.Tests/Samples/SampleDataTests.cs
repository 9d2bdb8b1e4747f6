using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Projections.Runtime;
using Superfone.Dashboard.Samples;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Samples;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Tests.Api;
using Superfone.Dashboard.Tests.Projections;

namespace Superfone.Dashboard.Tests.Samples;

public sealed class SampleDataTests
{
    [Fact]
    public async Task Add_ToAnEmptyDashboard_ShowsCallsContactsTasksAndRecordings()
    {
        await using var api = await StartOnAThursdayAsync();

        await AddAsync(api);

        var calls = (await api.GetAsync("calls?limit=200"))["items"]!.AsArray();
        Assert.True(calls.Count > 80);
        Assert.All(calls, call => Assert.Equal(SampleAccount.Number, call!["account"]!.GetValue<string>()));
        Assert.Contains(calls, call => call!["summary"] is not null);
        Assert.NotEmpty(await api.IdsAsync("contacts", "contactId"));
        Assert.NotEmpty(await api.IdsAsync("tasks", "taskId"));
        Assert.All(await ReadPrimaryAsync(api, primary => primary.Recordings), recording =>
        {
            Assert.Equal(RecordingStatus.Stored, recording.Status);
            Assert.Equal(recording.SizeBytes, new FileInfo(Path.Combine(api.Dashboard.DataDirectory, recording.Path!)).Length);
        });
        Assert.DoesNotContain((await api.GetAsync("deliveries?limit=200"))["items"]!.AsArray(), delivery => delivery!["status"]!.GetValue<string>() != "accepted");
    }

    [Fact]
    public async Task Remove_AfterRealEventsAndDecisions_LeavesThemAndNoTraceOfTheSample()
    {
        await using var api = await ApiDashboard.StartAsync();
        await api.PostAsync(Payload.SampleCall(1), Payload.Sample("CUSTOMER_CREATE"), Missed(2, "+918000000002"));
        await AddAsync(api);
        await api.PostAsync(Payload.SampleCall(3), Missed(4, "+918000000004"), Payload.Sample("CDR_SUMMARY_READY").With("cdr_duration", 1));
        var sampleCall = (await api.IdsAsync("calls?limit=200")).Max();
        var log = api.Dashboard.Services.GetRequiredService<DecisionLog>();
        await log.AppendAsync(DecisionKind.CloseFollowUp, "+918000000004", null, "real", "asha@example.com");
        await log.AppendAsync(DecisionKind.CloseFollowUp, $"{SampleAccount.PhonePrefix}000001", null, "sample", "asha@example.com");
        await log.AppendAsync(DecisionKind.LinkSummary, "8f4e2a31-2b6d-4c3a-9f1e-7a0b6c2d4e5f", sampleCall, null, "asha@example.com");
        await log.AppendAsync(DecisionKind.LinkSummary, $"{SampleAccount.UuidPrefix}4c3a-9f1e-7a0b6c2d4e5f", 3, null, "asha@example.com");
        await HearAsync(api, 3, sampleCall);
        var real = (await api.Dashboard.ReadDeliveriesAsync()).Where(delivery => delivery.Account != SampleAccount.Number).ToList();

        var removing = SamplesOf(api).RemoveAsync(Actor.System);
        await api.PostAsync(Payload.SampleCall(5));
        await removing;
        await api.PostAsync(Payload.SampleCall(6));

        var kept = await api.Dashboard.ReadDeliveriesAsync();
        Assert.Equal(real.Select(Text), kept.Take(real.Count).Select(Text));
        Assert.Equal(real.Count + 2, kept.Count);
        Assert.Equal(["real"], (await ReadPrimaryAsync(api, primary => primary.Decisions)).Select(decision => decision.Note));
        Assert.Equal([3L], (await ReadPrimaryAsync(api, primary => primary.Listens)).Select(listen => listen.CdrId));
        Assert.Empty(await ReadPrimaryAsync(api, primary => primary.Recordings));
        Assert.False(Directory.Exists(Path.Combine(api.Dashboard.DataDirectory, "recordings", "sample")));
        Assert.Equal([1L, 2, 3, 4, 5, 6], (await api.IdsAsync("calls")).Order());
        await AssertNoTraceAsync(api);
        await AssertSameAsRebuiltAsync(api);
        Assert.Equal(SampleState.None, SamplesOf(api).State);

        // Ids continue, and the next start finds nothing to do.
        var before = ReadModelOf(api);
        await api.Dashboard.RestartAsync();
        var restarted = new ApiDashboard(api.Dashboard);
        await restarted.PostAsync(Payload.SampleCall(7));
        Assert.Equal(kept[^1].Id + 1, (await api.Dashboard.ReadDeliveriesAsync())[^1].Id);
        Assert.NotEqual(before, ReadModelOf(api));
        await AssertNoTraceAsync(api);
    }

    [Fact]
    public async Task Remove_RealCallsWithIdsAsGreat_KeepTheirRecordingsListensAndDecisions()
    {
        const long Greater = 9_100_000_000_000_000_001;
        await using var api = await ApiDashboard.StartAsync();
        await AddAsync(api);
        var sample = (await api.IdsAsync("calls?limit=200")).Max();
        var recorded = (await ReadPrimaryAsync(api, primary => primary.Recordings)).Select(row => row.CdrId).ToList();
        var shared = (await api.IdsAsync("calls?limit=200")).Except(recorded).Min();
        await api.PostAsync(Payload.SampleCall(Greater), Payload.SampleCall(shared), Announced(recorded[0]));
        var log = api.Dashboard.Services.GetRequiredService<DecisionLog>();
        foreach (var call in new[] { Greater, shared, sample })
            await log.AppendAsync(DecisionKind.LinkSummary, "8f4e2a31-2b6d-4c3a-9f1e-7a0b6c2d4e5f", call, null, "asha@example.com");
        await HearAsync(api, Greater, shared, sample);
        await StoreAsync(api, Greater, shared);

        await SamplesOf(api).RemoveAsync(Actor.System);

        long[] kept = [.. new[] { shared, Greater }.Order()];
        Assert.Equal(kept, (await ReadPrimaryAsync(api, primary => primary.Listens)).Select(row => row.CdrId).Order());
        Assert.Equal(kept, (await ReadPrimaryAsync(api, primary => primary.Decisions)).Select(row => row.CdrId!.Value).Order());
        var recordings = await ReadPrimaryAsync(api, primary => primary.Recordings);
        Assert.Equal(kept, recordings.Where(row => row.Status == RecordingStatus.Stored).Select(row => row.CdrId).Order());

        // The sample's file is gone; the sender's own is to be downloaded.
        Assert.Equal(recorded[0], Assert.Single(recordings, row => row.Status == RecordingStatus.Pending).CdrId);
        Assert.Equal(new[] { recorded[0], shared, Greater }.Order(), (await api.IdsAsync("calls")).Order());
    }

    [Fact]
    public async Task Add_ARealRecordingHasTheIdOfASampleCall_LeavesItAlone()
    {
        await using var api = await ApiDashboard.StartAsync();
        await AddAsync(api);
        var recorded = (await ReadPrimaryAsync(api, primary => primary.Recordings)).Select(row => row.CdrId).First();
        await SamplesOf(api).RemoveAsync(Actor.System);
        await api.PostAsync(Payload.SampleCall(recorded));
        await StoreAsync(api, recorded);

        await AddAsync(api);
        Assert.Equal("recordings/2026/a.wav", (await ReadPrimaryAsync(api, primary => primary.Recordings.Where(row => row.CdrId == recorded))).Single().Path);
        await SamplesOf(api).RemoveAsync(Actor.System);

        Assert.Equal("recordings/2026/a.wav", (await ReadPrimaryAsync(api, primary => primary.Recordings)).Single().Path);
    }

    [Fact]
    public async Task Remove_NothingElseInTheLog_EndsWithAnEmptyDashboardThatTakesEvents()
    {
        await using var api = await StartOnAThursdayAsync();
        await AddAsync(api);

        await SamplesOf(api).RemoveAsync(Actor.System);

        Assert.Empty(await api.Dashboard.ReadDeliveriesAsync());
        Assert.Empty(await api.IdsAsync("calls"));
        await api.PostAsync(Payload.SampleCall(1));
        Assert.Equal([1L], await api.IdsAsync("calls"));

        await AddAsync(api);
        Assert.True((await api.IdsAsync("calls?limit=200")).Count > 80);
    }

    [Fact]
    public async Task Start_KilledBetweenRemovalAndRebuild_ShowsNoSampleAndLeavesNoFiles()
    {
        await using var api = await ApiDashboard.StartAsync();
        await api.PostAsync(Payload.SampleCall(1));
        await AddAsync(api);
        api.Dashboard.Services.GetRequiredService<SampleLog>().Remove();
        await api.PostAsync(Payload.SampleCall(2));

        await api.Dashboard.RestartAsync();
        var restarted = new ApiDashboard(api.Dashboard);
        await restarted.PostAsync(Payload.SampleCall(3));

        await ApiDashboard.WaitAsync(async () => (await restarted.IdsAsync("calls")).Order().SequenceEqual([1L, 2, 3])); // It is still being rebuilt.
        await AssertNoTraceAsync(api);
        Assert.False(Directory.Exists(Path.Combine(api.Dashboard.DataDirectory, "recordings", "sample")));
    }

    private static string Announced(long cdrId) => Payload.Sample("CDR_RECORDING_AVAILABLE").With("cdr_id", cdrId);

    private static async Task StoreAsync(ApiDashboard api, params long[] cdrIds)
    {
        await using var primary = await api.Dashboard.Services.GetRequiredService<IDbContextFactory<PrimaryContext>>().CreateDbContextAsync();
        primary.Recordings.AddRange(cdrIds.Select(cdrId => new Recording { CdrId = cdrId, Status = RecordingStatus.Stored, Path = "recordings/2026/a.wav" }));
        await primary.SaveChangesAsync();
    }

    private static SampleData SamplesOf(ApiDashboard api) => api.Dashboard.Services.GetRequiredService<SampleData>();

    // The sample data are the three days before now, and the business has few calls on a Sunday.
    private static Task<ApiDashboard> StartOnAThursdayAsync() =>
        ApiDashboard.StartAsync(new ShiftedTime { Shift = new DateTimeOffset(2026, 11, 26, 12, 0, 0, TimeSpan.Zero) - DateTimeOffset.UtcNow });

    private static async Task AddAsync(ApiDashboard api)
    {
        await SamplesOf(api).AddAsync(Actor.System);
        var last = (await api.Dashboard.ReadDeliveriesAsync())[^1].Id;
        await ApiDashboard.WaitAsync(async () => (await api.GetAsync("projection"))["projectedDeliveryId"]!.GetValue<long>() >= last);
    }

    private static string Missed(long cdrId, string phone) => Payload.Sample("ALL_CALLS").With(body =>
    {
        (body["cdr_id"], body["cdr_phone"], body["cdr_disposition"], body["cdr_call_type"]) = (cdrId, phone, "NOANSWER", "INBOUND");
        (body["cdr_answer"], body["contact_id"]) = (null, null);
    });

    private static async Task HearAsync(ApiDashboard api, params long[] cdrIds)
    {
        await using var primary = await api.Dashboard.Services.GetRequiredService<IDbContextFactory<PrimaryContext>>().CreateDbContextAsync();
        primary.Listens.AddRange(cdrIds.Select(cdrId => new Listen { CdrId = cdrId, HeardBy = "asha@example.com" }));
        await primary.SaveChangesAsync();
    }

    private static async Task<List<T>> ReadPrimaryAsync<T>(ApiDashboard api, Func<PrimaryContext, IQueryable<T>> query)
        where T : class
    {
        await using var primary = await api.Dashboard.Services.GetRequiredService<IDbContextFactory<PrimaryContext>>().CreateDbContextAsync();
        return await query(primary).AsNoTracking().ToListAsync();
    }

    private static string Text(Delivery delivery) => $"{delivery.Id} {delivery.ReceivedUtc:O} {delivery.Status} {Convert.ToBase64String(delivery.Body)}";

    private static string ReadModelOf(ApiDashboard api) => ReadModelDump.Of(api.Dashboard.Services.GetRequiredService<ReadModelFile>());

    private static async Task AssertNoTraceAsync(ApiDashboard api)
    {
        var readModel = ReadModelOf(api);
        foreach (var trace in new[] { SampleAccount.PhonePrefix[1..], SampleAccount.Name, SampleAccount.UuidPrefix, "9000000000", "wardrobe", "vikram", "sunita" })
            Assert.DoesNotContain(trace, readModel, StringComparison.OrdinalIgnoreCase);
        await using var primary = await api.Dashboard.Services.GetRequiredService<IDbContextFactory<PrimaryContext>>().CreateDbContextAsync();
        Assert.False(await primary.Settings.AnyAsync(setting => setting.Name == SettingStore.SampleData));
    }

    private static async Task AssertSameAsRebuiltAsync(ApiDashboard api)
    {
        var shown = ReadModelOf(api);
        var projection = api.Dashboard.Services.GetRequiredService<ProjectionService>();
        var rebuildNumber = projection.Status.RebuildNumber;
        await api.Dashboard.Services.GetRequiredService<RebuildRequests>().AddAsync();
        await ApiDashboard.WaitAsync(() => Task.FromResult(projection.Status.RebuildNumber > rebuildNumber));
        Assert.Equal(ReadModelOf(api), shown);
    }
}
