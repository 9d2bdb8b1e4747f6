namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>
/// Between which instants the deliveries of a block of the log were received. Ids alone do not tell: the machine's clock may be set back.
/// </summary>
public sealed class ReceiptSpan
{
    /// <summary>How many ids a block has.</summary>
    public const int Length = 1024;

    /// <summary>The block: an id divided by <see cref="Length"/>.</summary>
    public required long Block { get; init; }

    /// <summary>The earliest receipt, UTC.</summary>
    public required DateTime FirstUtc { get; init; }

    /// <summary>The latest receipt, UTC.</summary>
    public required DateTime LastUtc { get; init; }
}
