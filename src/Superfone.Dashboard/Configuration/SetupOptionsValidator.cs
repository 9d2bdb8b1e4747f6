using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Superfone.Dashboard.Configuration;

/// <summary>Checks that <see cref="SetupOptions"/> describe a complete owner or none; the password is checked when the owner is created.</summary>
internal sealed class SetupOptionsValidator : IValidateOptions<SetupOptions>
{
    private const string Email = "OwnerEmail";
    private const string Password = "OwnerPassword";

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, SetupOptions options)
    {
        var errors = new OptionErrors(SetupOptions.Section);
        if (options.OwnerEmail is not null && !new EmailAddressAttribute().IsValid(options.OwnerEmail))
            errors.Add(Email, $"is '{options.OwnerEmail}', which is not an email address");
        if (options.OwnerEmail is null && options.OwnerPassword is not null)
            errors.Add(Email, $"is missing, though {SetupOptions.Section}:{Password} is set");
        if (options.OwnerEmail is not null && options.OwnerPassword is null)
            errors.Add(Password, $"is missing, though {SetupOptions.Section}:{Email} is set");
        return errors.Result;
    }
}
