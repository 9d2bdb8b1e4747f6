namespace Superfone.Dashboard.Storage.Primary.Mail;

/// <summary>A change of what a user or an address gets; what is <see langword="null"/> stays as it is in the database.</summary>
public sealed record DigestChange
{
    /// <summary>See <see cref="DigestRecipient.UserId"/>.</summary>
    public string? UserId { get; init; }

    /// <summary>See <see cref="DigestRecipient.Address"/>.</summary>
    public string? Address { get; init; }

    /// <summary>See <see cref="DigestRecipient.IsDaily"/>.</summary>
    public bool? IsDaily { get; init; }

    /// <summary>See <see cref="DigestRecipient.IsWeekly"/>.</summary>
    public bool? IsWeekly { get; init; }

    /// <summary>See <see cref="DigestRecipient.HasNames"/>.</summary>
    public bool? HasNames { get; init; }

    /// <summary>See <see cref="DigestRecipient.Language"/>.</summary>
    public string? Language { get; init; }
}
