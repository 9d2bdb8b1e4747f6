using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Localization;
using Superfone.Dashboard.Localization;

namespace Superfone.Dashboard.Browser.Tests;

/// <summary>A pseudo-language: the English texts with accents, and every word 40 % longer. Text on a page without an accent is not from the resources.</summary>
public sealed partial class PseudoLanguage(IStringLocalizer<Strings> english) : IStringLocalizer<Strings>
{
    /// <summary>Names, which are the same in every language.</summary>
    public static IReadOnlySet<string> Names { get; } = new HashSet<string> { "Superfone", "CSV", "Excel", "WhatsApp", "Esc", "Ctrl", "Chrome", "Linux" };

    private const string Plain = "aeiouyAEIOUY";
    private const string Accented = "áéíóúýÁÉÍÓÚÝ";

    /// <summary>Whether it is spoken yet; English until then.</summary>
    public bool IsSpoken { get; set; }

    /// <inheritdoc/>
    public LocalizedString this[string name] => Translate(english[name]);

    /// <inheritdoc/>
    public LocalizedString this[string name, params object[] arguments] =>
        this[name] is var format && format.ResourceNotFound ? format : new(name, string.Format(CultureInfo.CurrentCulture, format, arguments));

    /// <inheritdoc/>
    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => english.GetAllStrings(includeParentCultures).Select(Translate);

    /// <summary>Lets an application speak it.</summary>
    public static void Use(WebApplicationBuilder builder)
    {
        builder.Services.AddLocalization();
        builder.Services.TryAddSingleton(services => new PseudoLanguage(new StringLocalizer<Strings>(services.GetRequiredService<IStringLocalizerFactory>())));
        builder.Services.AddSingleton<IStringLocalizer<Strings>>(services => services.GetRequiredService<PseudoLanguage>());
    }

    private LocalizedString Translate(LocalizedString text) => !IsSpoken || text.ResourceNotFound || text.Name.Split('.')[0] is "Format" or "Plural"
        ? text
        : new(text.Name, Word().Replace(text.Value, match => match.Value.StartsWith('{') || Names.Contains(match.Value) ? match.Value : Longer(match.Value)));

    private static string Longer(string word) =>
        string.Concat(word.Select(letter => Plain.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at ? Accented[at] : letter))
        + new string('ö', (int)Math.Ceiling(word.Length * 0.4));

    [GeneratedRegex(@"\{[^}]*\}|\p{L}+")]
    private static partial Regex Word();
}
