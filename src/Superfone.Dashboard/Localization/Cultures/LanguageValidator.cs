using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Configuration.Business;

namespace Superfone.Dashboard.Localization.Cultures;

/// <summary>Checks that there are texts in the language of <see cref="BusinessOptions"/>.</summary>
internal sealed class LanguageValidator : IValidateOptions<BusinessOptions>
{
    private static readonly Lazy<Languages> Known = new(() => new Languages());

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, BusinessOptions options)
    {
        var errors = new OptionErrors(BusinessOptions.Section);
        if (Known.Value.Find(options.Language) is null)
            errors.Add(BusinessOptions.LanguageKey, $"is '{options.Language}'; there are {string.Join(" and ", Known.Value.All.Select(language => language.Tag))}");
        return errors.Result;
    }
}
