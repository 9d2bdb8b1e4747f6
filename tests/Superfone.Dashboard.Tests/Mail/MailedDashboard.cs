using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Notifications.Digests;
using Superfone.Dashboard.Storage.Primary.People;

namespace Superfone.Dashboard.Tests.Mail;

/// <summary>A dashboard and a mail server, on a Wednesday at 7 o'clock of the business: digests are due at 8.</summary>
internal sealed class MailedDashboard : IAsyncDisposable
{
    public const string Caller = "+917000011111";

    private static readonly DateTimeOffset Morning = new(2026, 12, 2, 1, 30, 0, TimeSpan.Zero);

    private MailedDashboard(RunningDashboard dashboard, MailStandIn mail, ShiftedTime time, KeptLog log) => (Dashboard, Mail, Time, Log) = (dashboard, mail, time, log);

    public RunningDashboard Dashboard { get; }

    public MailStandIn Mail { get; }

    public ShiftedTime Time { get; }

    public KeptLog Log { get; }

    public DigestRecipients Recipients => Dashboard.Services.GetRequiredService<DigestRecipients>();

    /// <summary>The owner, as on a page.</summary>
    public static Actor Owner { get; } = new() { Name = RunningDashboard.OwnerEmail, UserId = "owner", Permissions = RolePermissions.Of(Roles.Owner) };

    public static async Task<MailedDashboard> StartAsync(IReadOnlyDictionary<string, string?>? settings = null)
    {
        var mail = MailStandIn.Start();
        var time = new ShiftedTime { Shift = Morning - DateTimeOffset.UtcNow };
        var all = mail.Settings;
        foreach (var (key, value) in settings ?? new Dictionary<string, string?>())
            all[key] = value;
        var log = new KeptLog(LogLevel.Warning);
        return new MailedDashboard(await RunningDashboard.StartAsync(all, time, builder => builder.Logging.AddProvider(log)), mail, time, log);
    }

    /// <summary>The id of a user.</summary>
    public async Task<string> IdOfAsync(string email)
    {
        await using var scope = Dashboard.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<UserManager<User>>().FindByEmailAsync(email))!.Id;
    }

    /// <summary>Has a user get digests.</summary>
    public async Task SendToUserAsync(string email = RunningDashboard.OwnerEmail, bool isDaily = true, bool isWeekly = false) =>
        await Recipients.SetUserAsync(await IdOfAsync(email), new DigestWish(isDaily, isWeekly), Owner);

    /// <summary>Posts a call that was missed some time ago, and waits until it is projected.</summary>
    public async Task MissAsync(long cdrId, TimeSpan ago, string phone = Caller, string? name = null, string? account = null)
    {
        var start = Time.GetUtcNow().UtcDateTime - ago;
        var body = Payload.Call(cdrId, start, "NOANSWER", "INBOUND").With("cdr_end", $"{start:O}").With("cdr_phone", phone).With("superfone_number", account ?? Payload.Account);
        if (name is not null)
            body = body.With("contact_id", cdrId + 1000).With("contact_first_name", name);
        using var reply = await Dashboard.PostAsync(body);
        reply.EnsureSuccessStatusCode();
        await Dashboard.WaitUntilProjectedAsync();
    }

    /// <summary>Lets time pass, and has it noticed.</summary>
    public void Pass(TimeSpan time)
    {
        Time.Shift += time;
        Dashboard.Services.GetRequiredService<DigestSignal>().Notify();
    }

    /// <summary>What follows the host in a link: the application knows its port only once it has started.</summary>
    public static string PathOf(string link) => new Uri(link).PathAndQuery;

    public async ValueTask DisposeAsync()
    {
        await Dashboard.DisposeAsync();
        await Mail.DisposeAsync();
        if (Log.Lines.FirstOrDefault(line => line.Contains("; it is tried again", StringComparison.Ordinal)) is { } problem)
            Assert.Fail(problem);
    }
}
