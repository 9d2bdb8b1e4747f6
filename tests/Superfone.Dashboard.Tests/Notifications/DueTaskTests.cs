using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Notifications;
using Superfone.Dashboard.Notifications.Devices;

namespace Superfone.Dashboard.Tests.Notifications;

/// <summary>When a person is told of a task that is not due at a time at which they could be.</summary>
public sealed class DueTaskTests
{
    private static readonly BusinessCalendar Calendar = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata"));

    [Fact]
    public async Task Task_DueInQuietHours_IsToldOnceTheyEnd()
    {
        await using var notified = await NotifiedDashboard.StartAsync();
        var (witness, agent) = await SubscribeAsync(notified);
        await notified.Devices.SetTimesAsync(new NotificationTimes(new QuietHours(new TimeOnly(21, 0), new TimeOnly(8, 0)), OnlyWorkingHours: false), agent.Actor);
        var evening = Be(notified, days: 1, "20:00");
        await AlertKindTests.PostAsync(notified, Payload.Contact(12345).With("contact_assignee_user_id", 678), Payload.Task(7), Payload.TaskChange(7, "task_due_date", Payload.Iso(evening.AddHours(2))));

        Be(notified, days: 0, "22:01");
        await notified.SettleAsync(witness, 901);
        var atNight = agent.Told.Count();
        Be(notified, days: 1, "07:58");
        await notified.SettleAsync(witness, 902);
        var before = agent.Told.Count();
        Be(notified, days: 0, "08:01");
        await NotifiedDashboard.WaitForAsync(agent, "task-7");
        notified.Pass(TimeSpan.FromMinutes(1));
        await notified.SettleAsync(witness, 903);

        Assert.Equal((0, 0, 1), (atNight, before, agent.Told.Count()));
    }

    [Theory]
    [InlineData("09:30-18:30", "09:25", "09:31")]
    [InlineData("", "09:55", "10:01")]
    [InlineData("00:00-24:00", "09:55", "10:01")]
    public async Task Task_WithoutATimeOfDay_IsToldInTheMorning(string hours, string before, string after)
    {
        await using var notified = await NotifiedDashboard.StartAsync(Enum.GetNames<DayOfWeek>().ToDictionary(day => $"Superfone:Hours:Week:{day}", string? (_) => hours));
        var (witness, agent) = await SubscribeAsync(notified);
        var day = Calendar.DayOf(Be(notified, days: 1, "20:00")).AddDays(1);
        await AlertKindTests.PostAsync(notified, Payload.Contact(12345).With("contact_assignee_user_id", 678), Payload.Task(7), Payload.TaskChange(7, "task_due_date", $"{day:yyyy-MM-dd}"));

        Be(notified, days: 1, before);
        await notified.SettleAsync(witness, 901);
        var early = agent.Told.Count();
        Be(notified, days: 0, after);
        await NotifiedDashboard.WaitForAsync(agent, "task-7");

        Assert.Equal(0, early);
    }

    [Fact]
    public async Task Task_WithoutATimeOfDay_MadeLaterThatDay_IsToldAtOnce()
    {
        await using var notified = await NotifiedDashboard.StartAsync();
        var (_, agent) = await SubscribeAsync(notified);
        var day = Calendar.DayOf(Be(notified, days: 1, "14:00"));

        await AlertKindTests.PostAsync(notified, Payload.Contact(12345).With("contact_assignee_user_id", 678), Payload.Task(7), Payload.TaskChange(7, "task_due_date", $"{day:yyyy-MM-dd}"));
        Be(notified, days: 0, "14:01");

        await NotifiedDashboard.WaitForAsync(agent, "task-7");
    }

    // The next time of day, some days on, by the clock of the business.
    private static DateTime Be(NotifiedDashboard notified, int days, string time)
    {
        var now = notified.Time.GetUtcNow().UtcDateTime;
        var then = Calendar.ToUtc(Calendar.DayOf(now).AddDays(days).ToDateTime(TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture)));
        notified.Pass(then - now);
        return then;
    }

    private static async Task<(Subscriber Witness, Subscriber Agent)> SubscribeAsync(NotifiedDashboard notified)
    {
        await AlertKindTests.BeStaffAsync(notified, "agent@example.com");
        return (await notified.SubscribeAsync(kinds: NotificationKind.MissedCall), await notified.SubscribeAsync("agent@example.com", NotificationKind.TaskDue));
    }
}
