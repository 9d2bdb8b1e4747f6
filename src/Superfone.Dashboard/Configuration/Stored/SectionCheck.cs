using Microsoft.Extensions.Options;

namespace Superfone.Dashboard.Configuration.Stored;

/// <summary>Checks the values of one section before they are in effect.</summary>
/// <param name="Section">The full key of the section.</param>
/// <param name="Create">Reads the section of a configuration; throws an <see cref="OptionsValidationException"/> if it is wrong.</param>
public sealed record SectionCheck(string Section, Action<IConfiguration> Create)
{
    /// <summary>Finds what is wrong with the section of a configuration.</summary>
    /// <returns>One sentence for each error.</returns>
    public IReadOnlyList<string> ErrorsOf(IConfiguration configuration)
    {
        try
        {
            Create(configuration);
            return [];
        }
        catch (OptionsValidationException error)
        {
            return [.. error.Failures];
        }
    }
}
