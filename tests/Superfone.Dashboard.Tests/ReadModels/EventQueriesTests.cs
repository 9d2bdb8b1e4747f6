using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.ReadModels;

public sealed class EventQueriesTests
{
    [Fact]
    public async Task Newest_EachDelivery_ComesWithWhatItTouches()
    {
        await using var api = await ApiDashboard.StartAsync();
        await api.PostAsync(
            Payload.Sample("ALL_CALLS").With("cdr_uuid", "8f4e2a31-2b6d-4c3a-9f1e-7a0b6c2d4e5f"),
            Payload.Sample("CDR_SUMMARY_READY").With("cdr_uuid", "8f4e2a31-2b6d-4c3a-9f1e-7a0b6c2d4e5f"),
            Payload.StageChange("Qualified"),
            "not JSON",
            Payload.StageChange("Qualified"));

        var events = await api.Dashboard.Services.GetRequiredService<EventQueries>().NewestAsync(Visibility.Everything, 10, TestContext.Current.CancellationToken);

        Assert.Equal([5L, 4, 3, 2, 1], events.Select(item => item.Delivery.DeliveryId));
        Assert.Null(events[1].Call);
        Assert.Equal("Asha Kumar", events[0].Contact!.Name);
        Assert.Equal("Asha Kumar", events[2].Contact!.Name);
        Assert.Equal("Qualified", events[2].Value!.Value.GetProperty("title").GetString());
        Assert.Equal(9876543, events[3].Call!.CdrId);
        Assert.Equal(9876543, events[4].Call!.CdrId);
    }
}
