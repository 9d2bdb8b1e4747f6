using Microsoft.Extensions.Options;

namespace Superfone.Dashboard.Configuration.Hours;

/// <summary>Checks the bounds of <see cref="HoursOptions"/>.</summary>
internal sealed class HoursOptionsValidator : IValidateOptions<HoursOptions>
{
    private const int MostMinutes = 10_080; // A week.
    private const int MostSeconds = 120;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, HoursOptions options)
    {
        var errors = new OptionErrors(HoursOptions.Section);
        errors.AddUnlessInRange("TargetMinutes", options.TargetMinutes, 1, MostMinutes);
        errors.AddUnlessInRange("AbandonedSeconds", options.AbandonedSeconds, 0, MostSeconds);
        return errors.Result;
    }
}
