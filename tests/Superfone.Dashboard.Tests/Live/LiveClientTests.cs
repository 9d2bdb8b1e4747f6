using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Superfone.Dashboard.Configuration.Telemetry;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Live;

public sealed class LiveClientTests
{
    private readonly LiveFeed _feed = new(new FakeTimeProvider(), NullLogger<LiveFeed>.Instance);

    [Fact]
    public async Task Client_DoesNotReadAndItsQueueIsFull_IsDisconnected()
    {
        var hanging = new HangingClient();
        var disconnections = 0;
        using var client = new LiveClient(_feed, new LiveScope(null!, null!, null!, null!), () => Visibility.Everything, hanging, () => disconnections++, new DeliveryTraces(TimeProvider.System));
        _feed.Publish(Updates.Delivery(0));
        await ApiDashboard.WaitAsync(() => Task.FromResult(hanging.Sent == 1));

        for (var id = 1; id <= LiveClient.MostPending; id++)
            _feed.Publish(Updates.Delivery(id));
        Assert.Equal(0, disconnections);
        for (var id = 1; id <= 10; id++)
            _feed.Publish(Updates.Delivery(LiveClient.MostPending + id));

        Assert.Equal(1, disconnections);
        Assert.Equal(1, hanging.Sent);
    }

    private sealed class HangingClient : IClientProxy
    {
        public int Sent { get; private set; }

        public Task SendCoreAsync(string method, object?[] args, CancellationToken cancellationToken = default)
        {
            Sent++;
            return new TaskCompletionSource().Task;
        }
    }
}
