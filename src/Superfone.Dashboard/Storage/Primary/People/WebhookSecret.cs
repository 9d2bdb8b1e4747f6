namespace Superfone.Dashboard.Storage.Primary.People;

/// <summary>A secret of the webhook that was made on a page.</summary>
public sealed class WebhookSecret
{
    /// <summary>Its key.</summary>
    public long Id { get; init; }

    /// <summary>The secret, protected, because the Connect page must show it again.</summary>
    public required string Protected { get; init; }

    /// <summary>The SHA-256 of the secret, by which deliveries are accepted even when the keys that protect the secret are lost.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>The email of the user who made it; <see langword="null"/> for the first start.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>The time at which it was made, UTC.</summary>
    public DateTime CreatedUtc { get; init; }

    /// <summary>The time of the latest delivery that presented it, to the minute, UTC; <see langword="null"/> before the first.</summary>
    public DateTime? LastUsedUtc { get; set; }
}
