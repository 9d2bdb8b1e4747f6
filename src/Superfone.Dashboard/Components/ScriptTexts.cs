using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Superfone.Dashboard.Localization;

namespace Superfone.Dashboard.Components;

/// <summary>The texts of scripts, which are sent with the page: resources whose keys begin with <c>Script.</c>.</summary>
public sealed class ScriptTexts(IStringLocalizer<Strings> text)
{
    private const string Prefix = "Script.";

    private readonly ConcurrentDictionary<CultureInfo, MarkupString> _byLanguage = new();

    /// <summary>
    /// A JSON object for a data block of a page, without the prefix of the keys. The serializer escapes <c>&lt;</c> and <c>&amp;</c>.
    /// </summary>
    public MarkupString Json => _byLanguage.GetOrAdd(CultureInfo.CurrentUICulture, _ => new MarkupString(JsonSerializer.Serialize(
        text.GetAllStrings(includeParentCultures: true)
            .Where(one => one.Name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(one => one.Name[Prefix.Length..], one => one.Value))));
}
