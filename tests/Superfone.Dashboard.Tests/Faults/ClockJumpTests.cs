using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.SignIn;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Operations.Faults;
using Superfone.Dashboard.Privacy;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.Faults;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Tests.Api;
using Superfone.Dashboard.Tests.Privacy;
using Superfone.Dashboard.Tests.Recordings;

namespace Superfone.Dashboard.Tests.Faults;

/// <summary>Somebody sets the clock a day forward or back while the application runs.</summary>
public sealed class ClockJumpTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly (TimeSpan, StorageCause?) Nothing = (TimeSpan.Zero, null);

    [Fact]
    public void SignIn_ClockIsSetBack_IsNotRefusedForADay()
    {
        var time = new JumpingClock(DateTimeOffset.UtcNow);
        var throttle = new SignInThrottle(time);
        for (var guess = 0; guess < 5; guess++)
            throttle.Begin(new SignInAttempt("10.0.0.1", "asha", null));
        throttle.Begin(new SignInAttempt("10.0.0.1", "asha", null));

        time.Jump(-Day);

        Assert.InRange(throttle.Begin(new SignInAttempt("10.0.0.1", "asha", null)), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(TimeSpan.Zero, throttle.Begin(new SignInAttempt("10.0.0.1", "asha", null)));
    }

    [Fact]
    public async Task Session_EndedElsewhereAfterTheClockIsSetBack_IsDeadSoon()
    {
        var time = new JumpingClock(DateTimeOffset.UtcNow);
        await using var dashboard = await RunningDashboard.StartAsync(time: time);
        using var client = await dashboard.SignInAsync();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync());

        time.Jump(-Day);
        await using (var primary = await dashboard.Services.GetRequiredService<IDbContextFactory<PrimaryContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken))
            await primary.Sessions.ExecuteDeleteAsync(TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync());

        async Task<HttpStatusCode> StatusAsync()
        {
            using var response = await client.GetAsync("/api/v1/calls", TestContext.Current.CancellationToken);
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task Reads_ClockIsSetBack_AreStillAudited()
    {
        var time = new JumpingClock(DateTimeOffset.UtcNow);
        await using var dashboard = await RunningDashboard.StartAsync(time: time);
        var reads = dashboard.Services.GetRequiredService<ReadLog>();
        await reads.CallAsync(Actor.System, 1);

        time.Jump(-Day);
        time.Advance(ReadLog.Window);
        await reads.CallAsync(Actor.System, 1);

        await using var primary = await dashboard.Services.GetRequiredService<IDbContextFactory<PrimaryContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, await primary.AuditEntries.CountAsync(entry => entry.Subject == "call 1", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Recording_ClockIsSetBackWhileItWaits_IsDownloadedWithoutADayOfWaiting()
    {
        await using var world = await RecordingWorld.StartAsync();
        await world.AnnounceAsync(1, world.Storage.OnStatus("/a", 403));
        await world.WaitForAsync(1, "failed", TimeSpan.FromMilliseconds(50));
        var begin = world.Time.GetTimestamp();

        world.Time.Jump(-Day);
        world.Storage.OnFile("/a", StorageServer.Audio(1000));
        await world.WaitForAsync(1, "stored", TimeSpan.FromMinutes(1));

        Assert.InRange(world.Time.GetElapsedTime(begin), TimeSpan.Zero, TimeSpan.FromHours(6));
    }

    [Theory]
    [InlineData(1, "ClockAhead", "forward")]
    [InlineData(-1, "ClockBehind", "back")]
    public async Task Clock_IsSetByADay_IsToldByHealthLogAndEveryPageUntilItIsSetRight(int days, string cause, string direction)
    {
        var time = new JumpingClock(DateTimeOffset.UtcNow);
        using var log = new KeptLog();
        await using var dashboard = await RunningDashboard.StartAsync(time: time, configure: builder => builder.Logging.AddProvider(log));
        var board = dashboard.Services.GetRequiredService<FaultBoard>();
        Assert.Equal("ready", (string?)(await HealthAsync())["status"]);

        time.Jump(days * Day);
        await PassUntilAsync(time, () => board.Faults.Contains(new FaultItem("Clock", cause, false)));

        var health = await HealthAsync();
        Assert.Equal(("degraded", "clock"), ((string?)health["status"], (string?)health["cause"]));
        Assert.Single(log.Lines, line => line.Contains("The clock of this computer was set", StringComparison.Ordinal) && line.Contains($"it was set {direction}", StringComparison.Ordinal)
            && line.Contains("timedatectl", StringComparison.Ordinal) && line.Contains("by 24 hours", StringComparison.Ordinal));

        // Once signed in by the clock as it is now.
        using var client = await dashboard.SignInAsync();
        Assert.Contains($"data-fault=\"Clock\" data-cause=\"{cause}\"", await client.GetStringAsync("/calls", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var post = await dashboard.PostAsync(Payload.SampleCall(1));
        Assert.Equal(HttpStatusCode.OK, post.StatusCode);

        time.Jump(-days * Day);
        await PassUntilAsync(time, () => board.Faults.Count == 0);

        Assert.Equal("ready", (string?)(await HealthAsync())["status"]);
        Assert.Single(log.Lines, line => line.Contains("The clock is believed again", StringComparison.Ordinal));

        async Task<JsonNode> HealthAsync()
        {
            using var client = dashboard.CreateClient();
            using var response = await client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        }
    }

    [Fact]
    public void Clock_IsNotSetRight_IsBelievedAfterADayWithoutAnotherJump()
    {
        var time = new JumpingClock(DateTimeOffset.UtcNow);
        var faults = new StorageFaults(
            new DataDirectory(Options.Create(new DataOptions { Directory = Path.GetTempPath() })), time, NullLogger<StorageFaults>.Instance);
        var clock = new ClockWatch(faults, time);

        Assert.Equal(Nothing, Seen(TimeSpan.FromMinutes(9)));
        Assert.Equal((Day, StorageCause.ClockAhead), Seen(Day));
        time.Advance(TimeSpan.FromHours(20));
        Assert.Equal((-Day, StorageCause.ClockBehind), Seen(-2 * Day));
        time.Advance(TimeSpan.FromHours(23));
        Assert.Equal((-Day, StorageCause.ClockBehind), Seen(TimeSpan.Zero));
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(Nothing, Seen(TimeSpan.Zero));
        Assert.Equal((Day, StorageCause.ClockAhead), Seen(Day));

        // It agrees again but for a few minutes.
        Assert.Equal(Nothing, Seen(-Day + TimeSpan.FromMinutes(2)));

        (TimeSpan Ahead, StorageCause? Cause) Seen(TimeSpan jump)
        {
            time.Jump(jump);
            return (clock.Look(), faults.Of(StoragePart.Clock)?.Cause);
        }
    }

    [Fact]
    public void Uptime_OfTheSystem_CountsOn()
    {
        var (first, begin) = (Uptime.Of(TimeProvider.System), TimeProvider.System.GetTimestamp());
        SpinWait.SpinUntil(() => TimeProvider.System.GetElapsedTime(begin) > TimeSpan.FromMilliseconds(20));

        Assert.InRange(Uptime.Of(TimeProvider.System) - first, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Retention_ClockIsSetForward_DeletesNothingBeforeADayHasPassed()
    {
        await using var world = await ErasureWorld.StartAsync(new Dictionary<string, string?> { ["Superfone:Privacy:RecordingDays"] = "30" });
        var (time, retention) = (world.World.Time, world.Dashboard.Services.GetRequiredService<Retention>());
        var real = time.GetTimestamp();

        time.Jump(TimeSpan.FromDays(40));
        await ApiDashboard.WaitAsync(() =>
        {
            time.Advance(TimeSpan.FromMinutes(10));
            return Task.FromResult(time.GetElapsedTime(real) > TimeSpan.FromHours(22));
        });
        Assert.Null(retention.FindLastRun());
        Assert.Equal(2, world.World.Files.Length);

        // Nobody has set it right: it is believed.
        await ApiDashboard.WaitAsync(() =>
        {
            time.Advance(TimeSpan.FromMinutes(10));
            return Task.FromResult(world.World.Files.Length == 0);
        });
    }

    [Fact]
    public async Task Retention_ClockIsSetBackAfterARun_RunsOnTheNextNights()
    {
        await using var world = await ErasureWorld.StartAsync();
        var (time, retention) = (world.World.Time, world.Dashboard.Services.GetRequiredService<Retention>());
        await RunAsync();

        time.Jump(-3 * Day);
        var begin = time.GetTimestamp();
        await RunAsync();

        Assert.InRange(time.GetElapsedTime(begin), TimeSpan.Zero, Day);

        Task RunAsync()
        {
            var before = retention.FindLastRun();
            return ApiDashboard.WaitAsync(() =>
            {
                time.Advance(TimeSpan.FromMinutes(5));
                return Task.FromResult(retention.FindLastRun() != before);
            });
        }
    }

    private static Task PassUntilAsync(JumpingClock time, Func<bool> condition) => ApiDashboard.WaitAsync(() =>
    {
        time.Advance(TimeSpan.FromSeconds(1));
        return Task.FromResult(condition());
    });
}
