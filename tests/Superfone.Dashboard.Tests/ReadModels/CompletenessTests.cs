using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.Recordings.Listening;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Tests.Access;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.ReadModels;

public sealed class CompletenessTests : IAsyncDisposable
{
    private static readonly DateTime Morning = new(2026, 5, 15, 0, 0, 0, DateTimeKind.Utc);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 15, 11, 0, 0, TimeSpan.Zero));
    private ApiDashboard? _api;

    public async ValueTask DisposeAsync()
    {
        if (_api is not null)
            await _api.DisposeAsync();
    }

    [Fact]
    public async Task Calls_ThatLackSomething_AreListedByWhatTheyLack()
    {
        await StartAsync(
            Recorded(1), Payload.AnsweredCall(2, "2026-05-15T10:31:00Z").With("cdr_uuid", Uuid), Payload.Summary(Uuid, "Text", 1),
            Payload.AnsweredCall(3, "2026-05-15T10:32:00Z"), Payload.MissedCall(4), Payload.AnsweredCall(5, "2026-05-15T10:59:00Z"));

        Assert.Equal([3, 2, 1], await ListAsync(null));
        Assert.Equal([3, 2], await ListAsync(CallGap.Recording));
        Assert.Equal([3, 1], await ListAsync(CallGap.Summary));
        var gaps = await Get<CompletenessQueries>().CountAsync(Visibility.Everything, Morning, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(new CallGaps(3, 2, 2), gaps);

        var first = await Get<CompletenessQueries>().ListAsync(Visibility.Everything, null, Morning, limit: 2, cancellation: TestContext.Current.CancellationToken);
        var rest = await Get<CompletenessQueries>().ListAsync(Visibility.Everything, null, Morning, first.NextCursor, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(1, Assert.Single(rest.Items).CdrId);
    }

    [Fact]
    public async Task Calls_WhoseDownloadFailed_AreListedApart()
    {
        await StartAsync(Recorded(1), Recorded(2), Recorded(3));
        await KeepAsync(1, RecordingStatus.Failed);
        await KeepAsync(2, RecordingStatus.Stored);
        await KeepAsync(3, RecordingStatus.Expired);

        Assert.Equal([3, 1], (await ListAsync(CallGap.Download)).Order().Reverse());
    }

    [Fact]
    public async Task Events_ThatNeverCameOrHaveStopped_AreNamed()
    {
        await StartAsync(Recorded(1), Payload.AnsweredCall(2));
        var silent = await Get<ArrivalQueries>().SilentAsync(Visibility.Everything, TestContext.Current.CancellationToken);
        Assert.Contains(new SilentEvent("CDR_SUMMARY_READY", null, 0), silent);
        Assert.DoesNotContain(silent, name => name.Event is "ALL_CALLS" or "CDR_RECORDING_AVAILABLE");

        var came = _time.GetUtcNow().UtcDateTime;
        _time.Advance(TimeSpan.FromDays(3));
        await _api!.PostAsync([.. Enumerable.Range(10, 5).Select(id => Payload.AnsweredCall(id, "2026-05-18T10:00:00Z"))]);
        silent = await Get<ArrivalQueries>().SilentAsync(Visibility.Everything, TestContext.Current.CancellationToken);
        Assert.Contains(new SilentEvent("CDR_RECORDING_AVAILABLE", came, 5), silent);
        Assert.DoesNotContain(silent, name => name.Event == "ALL_CALLS");

        // Every page says so, without a reload, until the event arrives again.
        IReadOnlyList<SilentEvent>? told = null;
        using var watching = Get<StoppedEvents>().Now.Watch(stopped => Task.FromResult(told = stopped));
        await ApiDashboard.WaitAsync(() => Task.FromResult(told is [{ Event: "CDR_RECORDING_AVAILABLE" }]));
        const string Notice = "Recording ready</strong> has stopped coming from Superfone";
        using var client = await _api.Dashboard.SignInAsync();
        Assert.Contains(Notice, await client.GetStringAsync("/", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await _api.PostAsync(Recorded(10));
        await ApiDashboard.WaitAsync(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            return Task.FromResult(told is []);
        });
        Assert.DoesNotContain(Notice, await client.GetStringAsync("/", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recordings_AreOfferedUntilTheyAreHeard()
    {
        await StartAsync(Recorded(1), Recorded(2), Recorded(3));
        await KeepAsync(1, RecordingStatus.Stored);
        await KeepAsync(2, RecordingStatus.Stored);
        await KeepAsync(3, RecordingStatus.Failed);
        var log = Get<ListenLog>();

        Assert.True(await log.MarkAsync(1, People.Asha));
        Assert.False(await log.MarkAsync(1, People.Asha));
        Assert.Equal([2], await UnheardAsync("asha@example.com"));
        Assert.Equal([1, 2], (await UnheardAsync("ravi@example.com")).Order());
        Assert.Equal([2], await UnheardAsync(null));
        var listen = Assert.Single(await Get<ListenQueries>().OfCallAsync(Visibility.Everything, 1, TestContext.Current.CancellationToken));
        Assert.Equal(new ListenItem("asha@example.com", _time.GetUtcNow().UtcDateTime), listen);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("patel")]
    public async Task Unheard_OfManyThatAreNot_IsFoundPageByPage(string? words)
    {
        const int Calls = 205; // More than are looked at at once.
        long[] unheard = [5, 6, 200];
        await StartAsync([.. Enumerable.Range(1, Calls).Select(id => Recorded(id, minute: id))]);
        foreach (var cdrId in unheard)
            await KeepAsync(cdrId, RecordingStatus.Stored);

        var first = await PageAsync(null);
        var second = await PageAsync(first.NextCursor);

        Assert.Equal([200, 6], first.Items.Select(call => call.CdrId));
        Assert.Equal([5], second.Items.Select(call => call.CdrId));
        Assert.Null(second.NextCursor);

        Task<Page<CallItem>> PageAsync(string? cursor) =>
            Get<ListenQueries>().ListUnheardAsync(Visibility.Everything, new CallFilter { Q = words }, "ravi@example.com", cursor, 2, TestContext.Current.CancellationToken);
    }

    private const string Uuid = "8f4e2a31-2b6d-4c3a-9f1e-7a0b6c2d4e5f";

    private async Task StartAsync(params string[] bodies)
    {
        _api = await ApiDashboard.StartAsync(_time);
        await _api.PostAsync(bodies);
    }

    private T Get<T>()
        where T : notnull => _api!.Dashboard.Services.GetRequiredService<T>();

    private async Task<IEnumerable<long>> ListAsync(CallGap? gap) =>
        (await Get<CompletenessQueries>().ListAsync(Visibility.Everything, gap, Morning, cancellation: TestContext.Current.CancellationToken)).Items.Select(call => call.CdrId);

    private async Task<IEnumerable<long>> UnheardAsync(string? heardBy) =>
        (await Get<ListenQueries>().ListUnheardAsync(Visibility.Everything, new CallFilter(), heardBy, cancellation: TestContext.Current.CancellationToken)).Items.Select(call => call.CdrId);

    private async Task KeepAsync(long cdrId, RecordingStatus status)
    {
        await using var primary = await Get<IDbContextFactory<PrimaryContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        primary.Recordings.Add(new Recording { CdrId = cdrId, Status = status, ExpiresUtc = _time.GetUtcNow().UtcDateTime.AddDays(1) });
        await primary.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private static string Recorded(long cdrId, int minute = 0) => Payload.AnsweredCall(cdrId, $"{new DateTime(2026, 5, 15, 10, 30, 0).AddMinutes(minute):s}Z").With(call =>
    {
        call["event"] = "CDR_RECORDING_AVAILABLE";
        call["cdr_recording_url"] = $"https://recordings.s3.amazonaws.com/{cdrId}.mp3?X-Amz-Date=20260515T103000Z&X-Amz-Expires=604800&X-Amz-Signature=0af3";
    });
}
