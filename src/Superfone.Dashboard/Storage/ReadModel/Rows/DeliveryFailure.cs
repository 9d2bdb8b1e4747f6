namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>A delivery that could not be projected. A rebuild tries it again.</summary>
public sealed class DeliveryFailure
{
    /// <summary>The delivery.</summary>
    public required long DeliveryId { get; init; }

    /// <summary>The error: a sentence that names the field.</summary>
    public required string Error { get; init; }
}
