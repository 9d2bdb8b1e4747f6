using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Decisions;
using Superfone.Dashboard.Domain.Notifications;
using Superfone.Dashboard.ReadModels.SavedViews;
using Superfone.Dashboard.Storage.Faults;

namespace Superfone.Dashboard.Tests.Notifications;

public sealed class AlertKindTests
{
    private const string StaffPhone = "+919876543210";

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task Task_Due_IsToldToWhomItsContactIsAssigned()
    {
        await using var notified = await NotifiedDashboard.StartAsync();
        await BeStaffAsync(notified, "agent@example.com");
        var owner = await notified.SubscribeAsync(kinds: NotificationKind.TaskDue);
        var agent = await notified.SubscribeAsync("agent@example.com", NotificationKind.TaskDue);
        var due = notified.Time.GetUtcNow().UtcDateTime + TimeSpan.FromMinutes(30);
        await PostAsync(notified, Payload.Contact(12345).With("contact_assignee_user_id", 678), Payload.Task(7), Payload.TaskChange(7, "task_due_date", Payload.Iso(due)));
        notified.Look();

        notified.Pass(TimeSpan.FromMinutes(31));
        var told = await NotifiedDashboard.WaitForAsync(agent, "task-7");
        notified.Pass(TimeSpan.FromMinutes(1));
        await PostAsync(notified, Payload.TaskChange(7, "task_due_date", Payload.Iso(due + TimeSpan.FromHours(1))));
        notified.Pass(TimeSpan.FromHours(1));
        await NotifiedDashboard.WaitForAsync(agent, $"task-7-{new DateTimeOffset(due + TimeSpan.FromHours(1), TimeSpan.Zero).ToUnixTimeSeconds()}");

        Assert.Equal(2, agent.Told.Count());
        Assert.Equal("Asha", agent.Browser.Messages.First().GetProperty("title").GetString());
        Assert.StartsWith("task-7-", told, StringComparison.Ordinal);
        Assert.Empty(owner.Told);
    }

    [Fact]
    public async Task Search_ThatItsOwnerAskedFor_TellsOfANewConversation()
    {
        await using var notified = await NotifiedDashboard.StartAsync();
        var owner = await notified.SubscribeAsync(kinds: NotificationKind.SearchHit);
        var searches = notified.Dashboard.Services.GetRequiredService<SavedViewStore>();
        await searches.SaveAsync(owner.Actor.Name, "/insights", "Prices", "show=summaries&q=price");
        await searches.SaveAsync(owner.Actor.Name, "/insights", "Everything", "show=summaries");
        var saved = await notified.Dashboard.Services.GetRequiredService<SavedViewQueries>().ListAsync(owner.Actor.Visibility, owner.Actor.Name, "/insights", TestContext.Current.CancellationToken);
        await searches.NotifyAsync(owner.Actor.Name, saved.Single(search => search.Name == "Prices").Id, notifies: true);

        foreach (var (cdrId, uuid, words) in new[] { (5L, Payload.Uuid, "Asked for the price list"), (6L, "11111111-2b6d-4c3a-9f1e-7a0b6c2d4e5f", "Wants to be called back") })
            await PostAsync(notified, Payload.Call(cdrId, notified.Time.GetUtcNow().UtcDateTime).With("cdr_uuid", uuid), Payload.Summary(uuid, words));
        await NotifiedDashboard.WaitForAsync(owner, "search-");

        var message = Assert.Single(owner.Browser.Messages);
        Assert.Equal(("Prices", "/calls/5"), (message.GetProperty("title").GetString(), message.GetProperty("path").GetString()));
    }

    [Fact]
    public async Task Backup_Overdue_IsToldOnceAlsoAfterARestartAndAgainAfterADay()
    {
        // Nothing can be written there: whenever the application comes to make the backup that time makes due, it stays overdue.
        var folder = Path.GetTempFileName();
        await using var notified = await NotifiedDashboard.StartAsync(new Dictionary<string, string?> { ["Superfone:Backup:Directory"] = Path.Combine(folder, "backups") });
        await notified.Dashboard.AddUserAsync("agent@example.com", Roles.Agent);
        var owner = await notified.SubscribeAsync(kinds: NotificationKind.BackupOverdue);
        var agent = await notified.SubscribeAsync("agent@example.com");
        notified.Pass(3 * Day);
        await NotifiedDashboard.WaitForAsync(owner, "backup-");

        await notified.Dashboard.RestartAsync();
        notified.Pass(TimeSpan.FromHours(1) - TimeSpan.FromMinutes(1));
        await notified.SettleAsync(agent);
        var beforeADay = owner.Told.Count();
        for (var hour = 0; hour < 24; hour++)
        {
            // It is looked at as often as the clock of a running application makes it.
            notified.Pass(TimeSpan.FromMinutes(59));
            await notified.SettleAsync(agent, 1000 + hour);
        }

        notified.Pass(TimeSpan.FromMinutes(30));
        await NotifiedDashboard.WaitForAsync(owner, $"{owner.Told.First()}-again");

        Assert.Equal((1, 2), (beforeADay, owner.Told.Count()));
        Assert.DoesNotContain(agent.Told, told => told!.StartsWith("backup", StringComparison.Ordinal));
        File.Delete(folder);
    }

    [Fact]
    public async Task Silence_LongerThanEver_IsTold()
    {
        await using var notified = await NotifiedDashboard.StartAsync();
        for (var call = 1; call <= 24; call++)
        {
            notified.Time.Shift += TimeSpan.FromHours(1);
            await notified.MissAsync(call);
        }

        var owner = await notified.SubscribeAsync(kinds: NotificationKind.EventsStopped);
        notified.Pass(TimeSpan.FromMinutes(100));
        await notified.Dashboard.WaitUntilProjectedAsync();
        var before = owner.Told.Count();
        notified.Pass(TimeSpan.FromMinutes(60));
        await NotifiedDashboard.WaitForAsync(owner, "silence-");

        Assert.Equal(0, before);
        Assert.Equal("/completeness", owner.Browser.Messages.First().GetProperty("path").GetString());
    }

    [Fact]
    public async Task Recording_WhoseLinkEndsSoon_IsTold()
    {
        await using var notified = await NotifiedDashboard.StartAsync(new Dictionary<string, string?>
        {
            ["Superfone:Recordings:Enabled"] = "true",
            ["Superfone:Recordings:AllowedHosts:0"] = "recordings.example.com",
        });
        var owner = await notified.SubscribeAsync(kinds: NotificationKind.RecordingsEnding);
        var made = notified.Time.GetUtcNow().UtcDateTime;
        var url = $"https://other.example.com/a.mp3?X-Amz-Date={made:yyyyMMdd'T'HHmmss'Z'}&X-Amz-Expires=172800&X-Amz-Signature=0af3";
        await PostAsync(notified, Payload.Call(5, made).As("CDR_RECORDING_AVAILABLE").With("cdr_recording_url", url));
        notified.Look();

        notified.Pass(TimeSpan.FromHours(30));
        await NotifiedDashboard.WaitForAsync(owner, "recordings-");

        Assert.Equal("1 recording is about to be lost", owner.Browser.Messages.First().GetProperty("title").GetString());
    }

    [Fact]
    public async Task Fault_OfTheServer_IsToldToOwnersOnly()
    {
        await using var notified = await NotifiedDashboard.StartAsync();
        await notified.Dashboard.AddUserAsync("agent@example.com", Roles.Agent);
        var owner = await notified.SubscribeAsync();
        var agent = await notified.SubscribeAsync("agent@example.com");

        notified.Dashboard.Services.GetRequiredService<StorageFaults>().Report(StoragePart.Recordings, new IOException("broken"));
        notified.Pass(TimeSpan.FromSeconds(10));
        await NotifiedDashboard.WaitForAsync(owner, "fault-Recordings");
        await notified.SettleAsync(agent);

        Assert.Equal(["missed-999"], agent.Told);
    }

    internal static async Task BeStaffAsync(NotifiedDashboard notified, string email)
    {
        var id = await notified.Dashboard.AddUserAsync(email, Roles.Agent);
        using var client = notified.Dashboard.CreateClient(Roles.Owner);
        using var patched = await client.PatchAsJsonAsync($"/api/v1/users/{id}", new { staffPhone = StaffPhone }, TestContext.Current.CancellationToken);
        patched.EnsureSuccessStatusCode();
        var staff = await client.GetFromJsonAsync<JsonObject>("/api/v1/staff", TestContext.Current.CancellationToken);
        using var saved = await client.PutAsJsonAsync(
            "/api/v1/staff", new { version = staff!["version"]!.GetValue<long>(), items = new[] { new { name = "Ravi", phone = StaffPhone, assigneeUserId = 678 } } }, TestContext.Current.CancellationToken);
        saved.EnsureSuccessStatusCode();
    }

    internal static async Task PostAsync(NotifiedDashboard notified, params Payload[] bodies)
    {
        foreach (var body in bodies)
        {
            using var reply = await notified.Dashboard.PostAsync(body);
            reply.EnsureSuccessStatusCode();
        }

        await notified.Dashboard.WaitUntilProjectedAsync();
    }
}
