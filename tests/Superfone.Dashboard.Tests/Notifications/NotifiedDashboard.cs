using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Sessions;
using Superfone.Dashboard.Domain.Notifications;
using Superfone.Dashboard.Notifications.Devices;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.People;

namespace Superfone.Dashboard.Tests.Notifications;

/// <summary>A dashboard and a push service, with people who turned notifications on.</summary>
internal sealed class NotifiedDashboard : IAsyncDisposable
{
    /// <summary>The number of callers who are missed.</summary>
    public const string Caller = "+917000011111";

    private NotifiedDashboard(RunningDashboard dashboard, PushStandIn push, ShiftedTime time) => (Dashboard, Push, Time) = (dashboard, push, time);

    public RunningDashboard Dashboard { get; }

    public PushStandIn Push { get; }

    public ShiftedTime Time { get; }

    public OwnDevices Devices => Dashboard.Services.GetRequiredService<OwnDevices>();

    public static async Task<NotifiedDashboard> StartAsync(IReadOnlyDictionary<string, string?>? settings = null, bool isLocalAllowed = true)
    {
        var time = new ShiftedTime();
        var push = await PushStandIn.StartAsync();
        var dashboard = await RunningDashboard.StartAsync(
            new Dictionary<string, string?>(settings ?? new Dictionary<string, string?>()) { ["Superfone:Push:AllowPrivateNetworks"] = isLocalAllowed ? "true" : "false" }, time);
        return new NotifiedDashboard(dashboard, push, time);
    }

    /// <summary>Somebody signs in and turns notifications on.</summary>
    public async Task<Subscriber> SubscribeAsync(string email = RunningDashboard.OwnerEmail, params NotificationKind[] kinds)
    {
        (await Dashboard.SignInAsync(email, RunningDashboard.OwnerPassword)).Dispose();
        await using var scope = Dashboard.Services.CreateAsyncScope();
        var user = (await scope.ServiceProvider.GetRequiredService<UserManager<User>>().FindByEmailAsync(email))!;
        var sessions = Dashboard.Services.GetRequiredService<UserSessions>();
        var session = (await sessions.ListAsync(user.Id, TestContext.Current.CancellationToken)).MaxBy(session => session.CreatedUtc)!;
        var actor = Dashboard.Services.GetRequiredService<Actors>().Of((await sessions.FindAsync(session.Id, TestContext.Current.CancellationToken))!.Principal);
        var browser = Push.Subscribe();
        Assert.Null(await Devices.AddAsync(new BrowserSubscription(browser.Endpoint, browser.P256dh, browser.Auth), session.Id, "Chrome", Dashboard.Url, actor));
        var device = (await Devices.ListAsync(actor)).Single(device => device.SessionId == session.Id);
        if (kinds.Length > 0)
            await Devices.SetKindsAsync(device.Id, kinds, actor);
        return new Subscriber(actor, session.Id, device.Id, browser);
    }

    /// <summary>Posts a call that was missed some time ago.</summary>
    public async Task MissAsync(long cdrId, TimeSpan ago = default, string phone = Caller, string? account = null)
    {
        var start = Time.GetUtcNow().UtcDateTime - ago;
        using var reply = await Dashboard.PostAsync(Payload.Call(cdrId, start, "NOANSWER", "INBOUND").With("cdr_end", $"{start:O}").With("cdr_phone", phone).With("superfone_number", account ?? Payload.Account));
        reply.EnsureSuccessStatusCode();
    }

    /// <summary>Lets the time pass, and has it noticed.</summary>
    public void Pass(TimeSpan time)
    {
        Time.Shift += time;
        Look();
    }

    /// <summary>Has what the time brings noticed now.</summary>
    public void Look() => Dashboard.Services.GetRequiredService<DeviceSignal>().Notify();

    /// <summary>Waits until somebody was told of something whose event begins with a text, and returns the event.</summary>
    public static async Task<string> WaitForAsync(Subscriber somebody, string topic)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            if (somebody.Told.FirstOrDefault(told => told?.StartsWith(topic, StringComparison.Ordinal) == true) is { } found)
                return found;
            Assert.False(late.IsCancellationRequested, $"Nothing of {topic} was told, but {string.Join(", ", somebody.Told)}.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Counts the stored devices.</summary>
    public async Task<int> CountAsync()
    {
        await using var primary = await Dashboard.Services.GetRequiredService<IDbContextFactory<PrimaryContext>>().CreateDbContextAsync();
        return await primary.PushDevices.CountAsync();
    }

    /// <summary>
    /// Waits until a later call has reached somebody, and so everything before it. The call belongs to another caller, and everybody sees it.
    /// </summary>
    public async Task SettleAsync(Subscriber witness, long cdrId = 999)
    {
        await MissAsync(cdrId, phone: "+917000099999");
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!witness.Told.Contains($"missed-{cdrId}"))
        {
            Assert.False(late.IsCancellationRequested, $"{witness.Actor.Name} was not told; {Push.Posts} posts; {string.Join(", ", Push.Problems)}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Dashboard.DisposeAsync();
        await Push.DisposeAsync();
        Assert.Empty(Push.Problems);
    }
}

/// <summary>Somebody who turned notifications on.</summary>
internal sealed record Subscriber(Actor Actor, string SessionId, long DeviceId, SubscribedBrowser Browser)
{
    /// <summary>What they were told, by its event.</summary>
    public IEnumerable<string?> Told => Browser.Messages.Select(message => message.GetProperty("tag").GetString());
}
