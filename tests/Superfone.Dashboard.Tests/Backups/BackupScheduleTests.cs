using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Operations.Backups;
using Superfone.Dashboard.Storage.Backups;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Backups;

public sealed class BackupScheduleTests
{
    // 17:30 in India.
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 15, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Schedule_AtItsTime_MakesABackupAndTriesItsRestoreOnceAWeek()
    {
        await using var world = await StartAsync();
        var state = world.Dashboard.Services.GetRequiredService<BackupState>();
        var schedule = world.Dashboard.Services.GetRequiredService<BackupSchedule>();

        // The first does not wait for the night.
        Assert.Equal(new DateTime(2026, 5, 15, 12, 10, 0), schedule.DueUtc);
        await PassAsync(TimeSpan.FromHours(1), () => state.LastDrill is not null);
        Assert.Null(state.LastDrill!.Finding);
        Assert.Equal(new DateTime(2026, 5, 15, 21, 0, 0), schedule.DueUtc);
        var first = state.LastDrill.AtUtc;

        for (var night = 1; night <= 8; night++)
        {
            var (before, due) = (state.LastSuccess!.AtUtc, schedule.DueUtc);
            await PassAsync(TimeSpan.FromDays(1), () => state.LastSuccess.AtUtc > before);
            Assert.InRange(BackupFolder.Find(world.Folder)[0].Manifest.CreatedUtc, due!.Value, due.Value.AddHours(12));
        }

        await ApiDashboard.WaitAsync(() => Task.FromResult(state.LastDrill.AtUtc > first.AddDays(6)));
        Assert.Equal(9, BackupFolder.Find(world.Folder).Count);
        Assert.Single(Directory.GetFiles(world.Folder, "erasures-*.json"));
        await using var primary = await world.PrimaryAsync();
        Assert.Equal(9, await primary.AuditEntries.CountAsync(entry => entry.Action == "backup", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task LastBackup_ItsAge_IsInMetricsAndOnItsPage()
    {
        await using var world = await StartAsync();
        var madeUtc = _time.GetUtcNow().UtcDateTime.AddHours(-5);
        await world.Dashboard.Services.GetRequiredService<BackupState>().SaveAsync(new BackupSuccess(madeUtc, "a path", 3_000_000, 1, 1, []));
        using var owner = await world.Dashboard.SignInAsync();

        Assert.Matches("superfone_backup_age_seconds\\{[^}]*\\} 18000\\b", await MetricsAsync(world));
        var page = Text(await owner.GetStringAsync("/settings/backups", TestContext.Current.CancellationToken));
        Assert.Matches("The last backup was made 5 h 00 min ago, .*12:30.*: 3(\\.0)? MB", page);

        await world.Dashboard.Services.GetRequiredService<BackupState>().SaveAsync(new BackupSuccess(madeUtc.AddHours(4), "a path", 3_000_000, 1, 1, []));
        Assert.Matches("superfone_backup_age_seconds\\{[^}]*\\} 3600\\b", await MetricsAsync(world));

        static string Text(string html) => WebUtility.HtmlDecode(Regex.Replace(Regex.Replace(html, "<[^>]*>", ""), "\\s+", " "));
    }

    [Fact]
    public async Task Schedule_ABackupFails_IsDegradedUntilOneIsMade()
    {
        await using var world = await StartAsync();
        var state = world.Dashboard.Services.GetRequiredService<BackupState>();
        Assert.Equal("ready", (await HealthAsync(world))["status"]!.GetValue<string>());

        // A file is where the folder should be.
        Directory.Delete(world.Folder);
        await File.WriteAllTextAsync(world.Folder, "", TestContext.Current.CancellationToken);
        await PassAsync(TimeSpan.FromHours(10), () => state.LastFailure is not null);

        var stranger = await HealthAsync(world);
        Assert.Equal(("degraded", "backup", "backup"), (stranger["status"]!.GetValue<string>(), stranger["cause"]!.GetValue<string>(), stranger["parts"]!["backup"]!.GetValue<string>()));
        Assert.Contains(world.Folder, (await HealthAsync(world, Roles.Owner))["parts"]!["backup"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Matches("superfone_backup_failures_total\\{\\} [1-9]", await MetricsAsync(world));

        // It is tried again within an hour.
        File.Delete(world.Folder);
        await PassAsync(TimeSpan.FromHours(1.1), () => state.LastFailure is null);
        Assert.Equal("ready", (await HealthAsync(world))["status"]!.GetValue<string>());
        Assert.Matches($"superfone_backup_last_success_timestamp_seconds\\{{\\}} {new DateTimeOffset(state.LastSuccess!.AtUtc).ToUnixTimeSeconds()}", await MetricsAsync(world));
    }

    [Fact]
    public async Task Schedule_NoneForTwoDays_IsDegraded()
    {
        await using var world = await StartAsync();
        var schedule = world.Dashboard.Services.GetRequiredService<BackupSchedule>();
        await world.Dashboard.Services.GetRequiredService<BackupState>().SaveAsync(
            new BackupSuccess(_time.GetUtcNow().UtcDateTime.AddDays(-2.1), "a path", 1, 1, 1, []));

        Assert.Equal(BackupProblem.Overdue, schedule.Problem);
    }

    [Fact]
    public async Task Schedule_TimesOfAWrongClock_DoNotDelayAnything()
    {
        await using var world = await StartAsync();
        var (schedule, state) = (world.Dashboard.Services.GetRequiredService<BackupSchedule>(), world.Dashboard.Services.GetRequiredService<BackupState>());
        var (now, later) = (_time.GetUtcNow().UtcDateTime, _time.GetUtcNow().UtcDateTime.AddYears(1));

        await state.SaveAsync(new BackupFailure(later, "It failed."));
        Assert.Equal(now, schedule.DueUtc);
        await state.SaveAsync(new BackupSuccess(later, "a path", 1, 1, 1, []));
        Assert.Equal((null, now), (state.LastFailure, schedule.DueUtc));
        await state.SaveAsync(new DrillResult(later, null, 1, 1, 1), "a path");
        Assert.True(schedule.IsDrillDue);
        await state.SaveAsync(new BackupFailure(now, "It failed."));
        Assert.Equal((BackupProblem.Failed, now.AddHours(1)), (schedule.Problem, schedule.DueUtc));
    }

    [Fact]
    public async Task Schedule_TheLastBackupLacksARecording_IsSaidInHealth()
    {
        await using var world = await StartAsync();
        await world.Dashboard.Services.GetRequiredService<BackupState>().SaveAsync(
            new BackupSuccess(_time.GetUtcNow().UtcDateTime, "a path", 1, 1, 1, ["The recording 'a' is missing."]));

        Assert.Contains("'a' is missing", (await HealthAsync(world, Roles.Owner))["parts"]!["backup"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    // The clock goes on in steps, as the service waits for a minute at most.
    private async Task PassAsync(TimeSpan span, Func<bool> until)
    {
        var end = _time.GetUtcNow() + span;
        await ApiDashboard.WaitAsync(() =>
        {
            if (!until() && _time.GetUtcNow() < end)
                _time.Advance(TimeSpan.FromMinutes(30));
            return Task.FromResult(until());
        });
    }

    private async Task<BackupWorld> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("superfone-backups-").FullName;
        return await BackupWorld.StartAsync(
            new Dictionary<string, string?> { ["Superfone:Backup:Directory"] = folder, ["Superfone:Recordings:ReserveBytes"] = "0" }, _time, recordings: 1, folder);
    }

    private static async Task<JsonNode> HealthAsync(BackupWorld world, string? role = null)
    {
        using var client = world.Dashboard.CreateClient(role);
        using var response = await client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!;
    }

    private static async Task<string> MetricsAsync(BackupWorld world)
    {
        using var client = world.Dashboard.CreateClient(Roles.Owner);
        return await client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
    }
}
