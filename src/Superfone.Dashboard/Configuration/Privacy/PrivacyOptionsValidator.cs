using Microsoft.Extensions.Options;

namespace Superfone.Dashboard.Configuration.Privacy;

/// <summary>Checks the bounds of <see cref="PrivacyOptions"/>.</summary>
internal sealed class PrivacyOptionsValidator : IValidateOptions<PrivacyOptions>
{
    private const int MostDays = 36_500;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, PrivacyOptions options)
    {
        var errors = new OptionErrors(PrivacyOptions.Section);
        foreach (var (key, days) in new[]
        {
            ("ErasureDelayDays", options.ErasureDelayDays), ("BodyDays", options.BodyDays), ("RecordingDays", options.RecordingDays),
            ("TranscriptDays", options.TranscriptDays), ("ContactDays", options.ContactDays),
        })
            errors.AddUnlessInRange(key, days, 0, MostDays);
        return errors.Result;
    }
}
