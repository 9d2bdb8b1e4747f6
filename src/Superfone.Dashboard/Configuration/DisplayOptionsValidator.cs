using Microsoft.Extensions.Options;
using PhoneNumbers;

namespace Superfone.Dashboard.Configuration;

/// <summary>Checks that the region of <see cref="DisplayOptions"/> has telephone numbers.</summary>
internal sealed class DisplayOptionsValidator : IValidateOptions<DisplayOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, DisplayOptions options)
    {
        var errors = new OptionErrors(DisplayOptions.Section);
        if (options.PhoneRegion.Length > 0 && !PhoneNumberUtil.GetInstance().GetSupportedRegions().Contains(options.PhoneRegion))
            errors.Add("PhoneRegion", $"is '{options.PhoneRegion}', which is not a region such as IN");
        return errors.Result;
    }
}
