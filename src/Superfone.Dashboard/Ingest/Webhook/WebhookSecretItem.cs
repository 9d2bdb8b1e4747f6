namespace Superfone.Dashboard.Ingest.Webhook;

/// <summary>A secret of the webhook, without the secret itself.</summary>
public sealed record WebhookSecretItem
{
    /// <summary>Its key.</summary>
    public required long Id { get; init; }

    /// <summary>The email of the user who made it; <see langword="null"/> for the first start, and for a configured one.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>The time at which it was made, UTC; <see langword="null"/> for a configured one.</summary>
    public DateTime? CreatedUtc { get; init; }

    /// <summary>The time of the latest delivery with it, to the minute, UTC; <see langword="null"/> before the first.</summary>
    public DateTime? LastUsedUtc { get; init; }

    /// <summary>Whether it can be shown again; not if the keys that protect it are lost.</summary>
    public required bool CanBeShown { get; init; }
}
