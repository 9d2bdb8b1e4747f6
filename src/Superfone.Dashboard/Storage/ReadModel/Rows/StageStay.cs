namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>A contact's stay in one lead stage. It begins and ends when what tells of it is received: no payload tells another time.</summary>
public sealed class StageStay
{
    /// <summary>The delivery that told of its beginning.</summary>
    public required long DeliveryId { get; init; }

    /// <summary>The contact.</summary>
    public required long ContactId { get; init; }

    /// <summary>What the stage is called; the key of its <see cref="Tally"/> rows.</summary>
    public required string Stage { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTime SinceUtc { get; init; }

    /// <summary>When it was over, UTC; <see langword="null"/> while it lasts.</summary>
    public DateTime? UntilUtc { get; init; }
}
