namespace Superfone.Dashboard.Destinations.Sending;

/// <summary>What is posted.</summary>
/// <param name="Id">The header <c>webhook-id</c>: the same for each repetition.</param>
/// <param name="Body">The body.</param>
/// <param name="Encoding">The content encoding of the body; <see langword="null"/> for none.</param>
internal sealed record Post(string Id, byte[] Body, string? Encoding = null)
{
    /// <summary>
    /// The <c>webhook-id</c> of a delivery at a destination. It survives a restored backup: the same delivery keeps it, and another one that is
    /// given its number there was received at another time.
    /// </summary>
    public static string IdOf(long destinationId, long deliveryId, DateTime receivedUtc) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"msg_{destinationId}_{deliveryId}_{new DateTimeOffset(receivedUtc, TimeSpan.Zero).ToUnixTimeMilliseconds()}");
}
