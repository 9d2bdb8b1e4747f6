using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration.Business;

namespace Superfone.Dashboard.Localization.Cultures;

/// <summary>
/// The languages in which the dashboard speaks: English, and each whose texts were built from a file beside <c>Strings.resx</c>. Another file is
/// another language; nothing lists them.
/// </summary>
public sealed class Languages
{
    /// <summary>The language of <c>Strings.resx</c>.</summary>
    public const string English = "en";

    private static readonly string Satellite = $"{Assembly.GetExecutingAssembly().GetName().Name}.resources.dll";

    private readonly Dictionary<string, Language> _byTag;
    private readonly Func<string> _default = () => English;

    /// <summary>The languages of this build.</summary>
    public Languages()
        : this(AppContext.BaseDirectory)
    {
    }

    /// <summary>The languages of this build.</summary>
    /// <param name="business">Says which is <see cref="Default"/>; it may be changed at any time.</param>
    public Languages(IOptionsMonitor<BusinessOptions> business)
        : this() => _default = () => business.CurrentValue.Language;

    /// <summary>The languages of a build.</summary>
    /// <param name="folder">Its folder. The texts of a language are in a folder of it that has the name of the language.</param>
    internal Languages(string folder)
    {
        var others = Directory.EnumerateDirectories(folder).Where(path => File.Exists(Path.Combine(path, Satellite))).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);
        All = [.. others.Prepend(English).Distinct().Select(tag => new Language(tag, CultureInfo.GetCultureInfo($"{tag}-IN")))];
        _byTag = All.ToDictionary(language => language.Tag, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>All languages, English first.</summary>
    public IReadOnlyList<Language> All { get; }

    /// <summary>The language of those for whom nothing is known.</summary>
    public Language Default => Find(_default()) ?? OfPrograms;

    /// <summary>The language of programs, which read by names.</summary>
    public Language OfPrograms => _byTag[English];

    /// <summary>Finds a language.</summary>
    /// <param name="name">A language tag, such as <c>hi</c> or <c>hi-IN</c>.</param>
    /// <returns>The language; <see langword="null"/> if there are no texts in it.</returns>
    public Language? Find(string? name)
    {
        for (var tag = name?.Trim() ?? ""; tag.Length > 0; tag = tag[..Math.Max(0, tag.LastIndexOf('-'))])
        {
            if (_byTag.TryGetValue(tag, out var language))
                return language;
        }

        return null;
    }

    /// <summary>The culture of a language, or of <see cref="Default"/> if there are no texts in it.</summary>
    /// <param name="name">A language tag; <see langword="null"/> if it is not known.</param>
    public CultureInfo CultureOf(string? name) => (Find(name) ?? Default).Culture;
}

/// <summary>A language in which the dashboard speaks.</summary>
/// <param name="Tag">Its tag, such as <c>hi</c>.</param>
/// <param name="Culture">Its culture in India, which writes numbers and dates.</param>
public sealed record Language(string Tag, CultureInfo Culture)
{
    /// <summary>Its name in itself.</summary>
    public string Name { get; } = CultureInfo.GetCultureInfo(Tag).NativeName;
}
