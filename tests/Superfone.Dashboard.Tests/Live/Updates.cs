using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Events;

namespace Superfone.Dashboard.Tests.Live;

/// <summary>Updates of live subscribers.</summary>
internal static class Updates
{
    /// <summary>A follow-up was added or changed.</summary>
    public static LiveUpdate FollowUp(long id) => new()
    {
        FollowUps =
        [
            new FollowUpItem
            {
                Id = id,
                Phone = "+917000011111",
                Contact = null,
                MissedCount = 1,
                FirstMissedUtc = DateTime.UnixEpoch,
                LastMissedUtc = DateTime.UnixEpoch,
                Attempts = 0,
                State = FollowUpState.Open,
                ReturnedUtc = null,
                SecondsToReturn = null,
                ClosedUtc = null,
                ClosedBy = null,
                Note = null,
            },
        ],
    };

    /// <summary>A delivery was received.</summary>
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
