namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>A delivery that projection could not fold in. It is tried again by a rebuild.</summary>
public sealed class DeliveryFailure
{
    /// <summary>The delivery.</summary>
    public required long DeliveryId { get; init; }

    /// <summary>Why: a sentence that names the field.</summary>
    public required string Error { get; init; }
}
