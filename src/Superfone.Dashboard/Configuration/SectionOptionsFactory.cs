using Microsoft.Extensions.Options;

namespace Superfone.Dashboard.Configuration;

/// <summary>Reads and validates the options of one section; unreadable and invalid values are reported together.</summary>
internal sealed class SectionOptionsFactory<TOptions>(
    IConfiguration configuration, string section, Func<SectionReader, TOptions> read, IEnumerable<IValidateOptions<TOptions>> validators)
    : IOptionsFactory<TOptions>
    where TOptions : class
{
    /// <inheritdoc/>
    /// <exception cref="OptionsValidationException">Some values are wrong; there is one sentence for each.</exception>
    public TOptions Create(string name)
    {
        var reader = new SectionReader(configuration, section);
        var options = read(reader);
        List<string> errors = [.. reader.Errors, .. validators.SelectMany(validator => validator.Validate(name, options).Failures ?? [])];
        return errors.Count == 0 ? options : throw new OptionsValidationException(name, typeof(TOptions), errors);
    }
}
