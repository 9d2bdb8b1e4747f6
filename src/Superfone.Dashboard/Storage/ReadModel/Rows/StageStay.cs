namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>A contact's stay in one lead stage. It begins and ends with the receipt of a delivery, because no payload has a time of its own.</summary>
public sealed class StageStay
{
    /// <summary>The delivery with which it began.</summary>
    public required long DeliveryId { get; init; }

    /// <summary>The contact.</summary>
    public required long ContactId { get; init; }

    /// <summary>The name of the stage; the key of its <see cref="Tally"/> rows.</summary>
    public required string Stage { get; init; }

    /// <summary>The time at which it began, UTC.</summary>
    public required DateTime SinceUtc { get; init; }

    /// <summary>The time at which it ended, UTC; <see langword="null"/> while it lasts.</summary>
    public DateTime? UntilUtc { get; init; }
}
