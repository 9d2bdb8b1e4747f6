namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>
/// The time range in which the deliveries of a block of the log were received. The ids do not imply it, because the clock may be set back.
/// </summary>
public sealed class ReceiptSpan
{
    /// <summary>The number of ids in a block.</summary>
    public const int Length = 1024;

    /// <summary>The block: an id divided by <see cref="Length"/>.</summary>
    public required long Block { get; init; }

    /// <summary>The earliest receipt, UTC.</summary>
    public required DateTime FirstUtc { get; init; }

    /// <summary>The latest receipt, UTC.</summary>
    public required DateTime LastUtc { get; init; }
}
