namespace Superfone.Dashboard.Configuration;

/// <summary><c>Superfone:Setup</c>: the owner to create at the first start, instead of on the set-up page.</summary>
public sealed class SetupOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Superfone:Setup";

    /// <summary>The owner's email; <see langword="null"/> to create the owner on the set-up page.</summary>
    public string? OwnerEmail { get; init; }

    /// <summary>The owner's password; set whenever the email is.</summary>
    public string? OwnerPassword { get; init; }

    internal static SetupOptions Read(SectionReader section) => new()
    {
        OwnerEmail = section.OptionalText("OwnerEmail")?.Trim(),
        OwnerPassword = section.OptionalText("OwnerPassword"),
    };
}
