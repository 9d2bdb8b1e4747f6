using Microsoft.Extensions.Options;

namespace Superfone.Dashboard.Configuration.Network;

/// <summary>Checks the bounds of <see cref="LimitOptions"/>.</summary>
internal sealed class LimitOptionsValidator : IValidateOptions<LimitOptions>
{
    private const int Most = 1_000_000;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, LimitOptions options)
    {
        var errors = new OptionErrors(LimitOptions.Section);
        errors.AddUnlessInRange("ApiRequestsPerMinute", options.ApiRequestsPerMinute, 1, Most);
        errors.AddUnlessInRange("CallsPerMinute", options.CallsPerMinute, 1, Most);
        errors.AddUnlessInRange("CircuitsPerUser", options.CircuitsPerUser, 1, Most);
        errors.AddUnlessInRange("WrongSecretsPerMinute", options.WrongSecretsPerMinute, 1, Most);
        return errors.Result;
    }
}
