using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Configuration.Database;
using Superfone.Dashboard.Domain.Notifications;
using Superfone.Dashboard.Notifications.Devices;
using Superfone.Dashboard.Tests.Crash;

namespace Superfone.Dashboard.Tests.Nodes;

/// <summary>A node that stands still for a minute, as a virtual machine that is moved does, and wakes.</summary>
[OnlyPostgres]
public sealed class PausedNodeTests : IDisposable
{
    private const int Calls = 40;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("superfone-paused-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Node_ThatPassesOnAndMails_Paused_IsReplacedAndDoesNothingTwiceWhenItWakes()
    {
        NodeSwitch.SkipUnlessOn();
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var mail = MailStandIn.Start();
        await using var prepared = await RunningDashboard.StartAsync(new Dictionary<string, string?>(mail.Settings) { ["Superfone:Destinations:AllowPrivateNetworks"] = "true" });
        await PrepareAsync(prepared, receiver.Url);
        await prepared.StopAsync();
        await using var a = Start("a", prepared.Database!, mail);
        await CrashedDashboard.WaitAsync(() => prepared.RunOnPrimary(
            "SELECT count(*) FROM leases WHERE name IN ('destinations', 'notifications') AND untilutc > extract(epoch FROM clock_timestamp()) * 1000") == "2");
        await using var b = Start("b", prepared.Database!, mail);
        await b.PostAsync(Missed(1));
        await receiver.WaitAsync(1);
        await mail.WaitAsync(1);

        // What it could not store is done again by the other one, as after a kill.
        await CrashedDashboard.WaitAsync(() => prepared.RunOnPrimary("SELECT count(*) FROM mailrecords") == "1" && prepared.RunOnPrimary("SELECT count(*) FROM destinationattempts") == "1");

        Signal(a, "STOP");
        var stopped = Stopwatch.StartNew();
        for (var call = 2; call <= Calls; call++)
            await b.PostAsync(Missed(call));
        await receiver.WaitAsync(Calls);
        await Task.Delay(Pause - stopped.Elapsed, TestContext.Current.CancellationToken);
        Signal(a, "CONT");
        await b.PostAsync(Missed(Calls + 1));
        await receiver.WaitAsync(Calls + 1);
        await a.WaitUntilProjectedAsync();

        // What it would still do, it does at once, and again after its next renewals.
        await Task.Delay(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.Equal(Calls + 1, receiver.Posts.Count);
        Assert.Equal(Enumerable.Range(1, Calls + 1), receiver.Posts.Select(post => (int)JsonNode.Parse(post.Text)!["cdr_id"]!.GetValue<long>()).Order());
        Assert.Single(mail.Mails);
    }

    private static async Task PrepareAsync(RunningDashboard dashboard, string url)
    {
        using var client = dashboard.CreateClient(Configuration.Roles.Owner);
        using var made = await client.PostAsync("/api/v1/destinations", new StringContent($$"""{"name":"Warehouse","url":"{{url}}"}""", Encoding.UTF8, "application/json"));
        made.EnsureSuccessStatusCode();
        var id = (await dashboard.Services.GetRequiredService<UserDirectory>().FindAsync(RunningDashboard.OwnerEmail))!;
        var owner = (await dashboard.Services.GetRequiredService<UserActors>().FindAsync(id))!;
        await dashboard.Services.GetRequiredService<OwnMail>().SetKindsAsync([NotificationKind.MissedCall], owner);
    }

    private CrashedDashboard Start(string name, string database, MailStandIn mail)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        return new CrashedDashboard(folder, new Dictionary<string, string>(mail.Settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value!)))
        {
            ["Superfone:Storage:Provider"] = "postgres",
            [StorageOptions.ConnectionStringKey] = database,
            ["Superfone:Destinations:AllowPrivateNetworks"] = "true",
        });
    }

    private static byte[] Missed(int call) => Encoding.UTF8.GetBytes(
        Payload.Call(call, DateTime.UtcNow, "NOANSWER", "INBOUND").With("cdr_end", $"{DateTime.UtcNow:O}").With("cdr_phone", $"+9170000{call:00000}"));

    private static void Signal(CrashedDashboard node, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{node.ProcessId}"]);
        kill.WaitForExit();
    }
}
