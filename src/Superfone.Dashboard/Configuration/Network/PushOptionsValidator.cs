using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace Superfone.Dashboard.Configuration.Network;

/// <summary>Checks that push services can reach the contact of <see cref="PushOptions"/>.</summary>
internal sealed class PushOptionsValidator : IValidateOptions<PushOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, PushOptions options)
    {
        var errors = new OptionErrors(PushOptions.Section);
        if (options.Contact is { } contact && !MailAddress.TryCreate(contact, out _))
            errors.Add("Contact", $"is '{contact}', which is not an address such as calls@example.com");
        return errors.Result;
    }
}
