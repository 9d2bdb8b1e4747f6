using Microsoft.Extensions.Options;

namespace Superfone.Dashboard.Configuration;

/// <summary>Checks the bounds of <see cref="WebhookOptions"/>.</summary>
internal sealed class WebhookOptionsValidator : IValidateOptions<WebhookOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, WebhookOptions options)
    {
        var errors = new OptionErrors(WebhookOptions.Section);
        errors.AddUnlessInRange("MaxBodyBytes", options.MaxBodyBytes, 1, 1 << 28);
        errors.AddUnlessInRange("DuplicateWindow", options.DuplicateWindow, TimeSpan.Zero, TimeSpan.FromDays(365));
        return errors.Result;
    }
}
