using System.ComponentModel.DataAnnotations;

namespace Superfone.Dashboard.Configuration;

/// <summary><c>Superfone:Setup</c>: the owner to create at the first start, instead of on the set-up page.</summary>
public sealed class SetupOptions
{
    /// <summary>Fewest characters of a password.</summary>
    public const int PasswordLength = 8;

    /// <summary>Fewest different characters of a password.</summary>
    public const int PasswordVariety = 4;

    /// <summary>The owner's email; <see langword="null"/> where the page is to be used.</summary>
    public string? OwnerEmail { get; init; }

    /// <summary>The owner's password; there whenever the email is.</summary>
    public string? OwnerPassword { get; init; }

    internal static SetupOptions Read(ConfigurationReader reader)
    {
        const string emailKey = "Superfone:Setup:OwnerEmail";
        const string passwordKey = "Superfone:Setup:OwnerPassword";
        var options = new SetupOptions { OwnerEmail = reader.OptionalText(emailKey)?.Trim(), OwnerPassword = reader.OptionalText(passwordKey) };

        if (options.OwnerEmail is not null && !new EmailAddressAttribute().IsValid(options.OwnerEmail))
            reader.Reject(emailKey, $"is '{options.OwnerEmail}', which is not an email address");
        if (options.OwnerEmail is null && options.OwnerPassword is not null)
            reader.Reject(emailKey, $"is missing, though {passwordKey} is set");
        if (options.OwnerEmail is not null && options.OwnerPassword is null)
            reader.Reject(passwordKey, $"is missing, though {emailKey} is set");
        if (options.OwnerPassword is { } password && (password.Length < PasswordLength || password.Distinct().Count() < PasswordVariety))
            reader.Reject(passwordKey, $"is too weak: it needs at least {PasswordLength} characters, {PasswordVariety} of them different");
        return options;
    }
}
