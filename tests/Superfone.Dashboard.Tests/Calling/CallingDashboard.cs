using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Calling;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.FollowUps;

namespace Superfone.Dashboard.Tests.Calling;

/// <summary>A dashboard whose agents call through a stand-in of Superfone.</summary>
internal sealed class CallingDashboard : IAsyncDisposable
{
    public const string Customer = "+917000011111";
    public const string RavisPhone = "+919876543210";

    private CallingDashboard(RunningDashboard dashboard, SuperfoneStandIn superfone) => (Dashboard, Superfone) = (dashboard, superfone);

    /// <summary>An agent whose phone is known.</summary>
    public static Actor Ravi { get; } = AgentOf("ravi@example.com", RavisPhone);

    public RunningDashboard Dashboard { get; }

    public SuperfoneStandIn Superfone { get; }

    public Dialer Dialer => Dashboard.Services.GetRequiredService<Dialer>();

    public DialedCalls Dialed => Dashboard.Services.GetRequiredService<DialedCalls>();

    public static async Task<CallingDashboard> StartAsync(params (string Key, string? Value)[] settings)
    {
        var superfone = await SuperfoneStandIn.StartAsync();
        var all = superfone.Settings;
        foreach (var (key, value) in settings)
            all[$"Superfone:{key}"] = value;
        return new CallingDashboard(await RunningDashboard.StartAsync(all), superfone);
    }

    public static Actor AgentOf(string email, string? phone) => new()
    {
        Name = email,
        UserId = email,
        StaffKey = phone,
        Permissions = RolePermissions.Of(Roles.Agent),
        Visibility = Visibility.Everything,
    };

    /// <summary>The follow-up of the customer.</summary>
    public async Task<FollowUpItem> FollowUpAsync() => Assert.Single(
        await Dashboard.Services.GetRequiredService<FollowUpQueries>().OfNumberAsync(Visibility.Everything, Customer, 5, TestContext.Current.CancellationToken));

    /// <summary>Somebody calls.</summary>
    public Task<DialedCall> CallAsync(Actor? by = null, string phone = Customer) => Dialer.StartAsync(phone, by ?? Ravi, TestContext.Current.CancellationToken);

    /// <summary>Receives an event, and waits until it is shown.</summary>
    public async Task ReceiveAsync(string body)
    {
        using var reply = await Dashboard.PostAsync(body);
        reply.EnsureSuccessStatusCode();
        await Dashboard.WaitUntilProjectedAsync();
    }

    /// <summary>Waits until a call of a person is as expected.</summary>
    public async Task<DialedCall> WaitAsync(Func<DialedCall, bool> isExpected, Actor? by = null)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var call = Dialed.Find((by ?? Ravi).UserId!);
            if (call is not null && isExpected(call))
                return call;
            Assert.False(late.IsCancellationRequested, $"The call is {call}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Dashboard.DisposeAsync();
        await Superfone.DisposeAsync();
    }
}
