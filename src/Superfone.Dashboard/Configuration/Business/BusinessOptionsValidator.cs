using Microsoft.Extensions.Options;

namespace Superfone.Dashboard.Configuration.Business;

/// <summary>Checks that the name of <see cref="BusinessOptions"/> fits in a line.</summary>
internal sealed class BusinessOptionsValidator : IValidateOptions<BusinessOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, BusinessOptions options)
    {
        var errors = new OptionErrors(BusinessOptions.Section);
        if (options.Name?.Length > BusinessOptions.LongestName)
            errors.Add("Name", $"has {options.Name.Length} characters; it may have {BusinessOptions.LongestName}");
        if (options.Name?.Any(char.IsControl) == true)
            errors.Add("Name", "has more than one line, or characters that cannot be shown");
        return errors.Result;
    }
}
