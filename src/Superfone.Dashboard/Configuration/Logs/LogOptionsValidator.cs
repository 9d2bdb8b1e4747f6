using Microsoft.Extensions.Options;

namespace Superfone.Dashboard.Configuration.Logs;

/// <summary>Checks the bounds of <see cref="LogOptions"/>.</summary>
internal sealed class LogOptionsValidator : IValidateOptions<LogOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, LogOptions options)
    {
        var errors = new OptionErrors(LogOptions.Section);
        errors.AddUnlessInRange(nameof(options.MaxFileBytes), options.MaxFileBytes, 10_000, 1_073_741_824);
        errors.AddUnlessInRange(nameof(options.KeepFiles), options.KeepFiles, 1, 1000);
        return errors.Result;
    }
}
