using Superfone.Dashboard.Live;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Events;

namespace Superfone.Dashboard.Tests.Live;

/// <summary>Updates for pages.</summary>
internal static class Updates
{
    /// <summary>That something was delivered.</summary>
    public static LiveUpdate Delivery(long id = 1, string? reason = null) => new()
    {
        Deliveries =
        [
            new DeliveryItem
            {
                DeliveryId = id,
                ReceivedUtc = DateTime.UnixEpoch,
                Event = null,
                Account = null,
                Status = DeliveryState.Accepted,
                Reason = reason,
                DuplicateOf = null,
                SizeBytes = 1,
            },
        ],
    };
}
