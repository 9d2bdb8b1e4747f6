using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Domain.Notifications;
using Superfone.Dashboard.Storage.Faults;

namespace Superfone.Dashboard.Tests.Notifications;

/// <summary>Whoever reads Hindi is told of everything in Hindi.</summary>
public sealed class HindiNotificationTests
{
    private static readonly string[] Codes = ["tag", "path", "call"];

    [Fact]
    public async Task Notifications_OfEveryKind_AreInHindi()
    {
        // Nothing can be written there: no backup is made, however late the application looks whether one is due.
        var folder = Path.GetTempFileName();
        await using var notified = await NotifiedDashboard.StartAsync(new Dictionary<string, string?>
        {
            ["Superfone:Backup:Directory"] = Path.Combine(folder, "backups"),
            ["Superfone:Recordings:Enabled"] = "true",
            ["Superfone:Recordings:AllowedHosts:0"] = "recordings.example.com",
        });
        await AlertKindTests.BeStaffAsync(notified, "agent@example.com");
        var owner = await HindiAsync(notified, RunningDashboard.OwnerEmail);
        var agent = await HindiAsync(notified, "agent@example.com");
        var now = notified.Time.GetUtcNow().UtcDateTime;
        var link = $"https://other.example.com/a.mp3?X-Amz-Date={now:yyyyMMdd'T'HHmmss'Z'}&X-Amz-Expires=172800&X-Amz-Signature=0af3";
        await AlertKindTests.PostAsync(
            notified, Payload.Call(6, now).As("CDR_RECORDING_AVAILABLE").With("cdr_recording_url", link), Payload.Contact(12345).With("contact_assignee_user_id", 678), Payload.Task(7),
            Payload.TaskChange(7, "task_due_date", Payload.Iso(now + TimeSpan.FromMinutes(30))));

        await notified.MissAsync(5);
        await NotifiedDashboard.WaitForAsync(owner, "missed-5");
        notified.Look();
        notified.Pass(TimeSpan.FromMinutes(31));
        await NotifiedDashboard.WaitForAsync(agent, "task-7");
        notified.Pass(TimeSpan.FromHours(30));
        await NotifiedDashboard.WaitForAsync(owner, "recordings-");
        notified.Pass(TimeSpan.FromDays(2));
        await NotifiedDashboard.WaitForAsync(owner, "backup-");
        notified.Dashboard.Services.GetRequiredService<StorageFaults>().Report(StoragePart.Recordings, new IOException("broken"));
        notified.Pass(TimeSpan.FromSeconds(10));
        await NotifiedDashboard.WaitForAsync(owner, "fault-Recordings");

        // What Superfone has sent stays as it is.
        Assert.All(owner.Browser.Messages.Concat(agent.Browser.Messages), message => Assert.Equal([], LatinWords.ForeignIn(WordsOf(message)).Except(["Asha", "Kumar", "Ravi", "Reminder"])));
        File.Delete(folder);
    }

    private static async Task<Subscriber> HindiAsync(NotifiedDashboard notified, string email)
    {
        var somebody = await notified.SubscribeAsync(email, Enum.GetValues<NotificationKind>());
        await notified.Dashboard.Services.GetRequiredService<UserLanguages>().ChooseAsync("hi", somebody.Actor);
        return somebody;
    }

    private static string WordsOf(JsonElement message) => string.Join(' ', message.EnumerateObject().Where(member => !Codes.Contains(member.Name)).Select(member => member.Value.ToString()));
}
