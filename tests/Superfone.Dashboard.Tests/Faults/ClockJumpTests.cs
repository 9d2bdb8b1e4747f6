using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.SignIn;
using Superfone.Dashboard.Privacy;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Tests.Api;
using Superfone.Dashboard.Tests.Privacy;
using Superfone.Dashboard.Tests.Recordings;

namespace Superfone.Dashboard.Tests.Faults;

/// <summary>Somebody sets the clock a day forward or back while the application runs.</summary>
public sealed class ClockJumpTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

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
}
