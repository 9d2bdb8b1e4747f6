using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Superfone.Dashboard.Localization;

/// <summary>Texts that depend on a number.</summary>
public static class PluralText
{
    // Of the Indian languages with two plural forms, these use the first one for zero as well (CLDR, plural rules).
    private static readonly string[] ZeroIsOne = ["as", "bn", "gu", "hi", "kn"];

    /// <summary>The text for a number: the resource <c>key.one</c> or <c>key.other</c>, by the plural rules of the reader's language.</summary>
    /// <param name="text">The resources.</param>
    /// <param name="key">The key without its ending.</param>
    /// <param name="number">The number; it is placeholder 0, written as <c>{0:N0}</c>.</param>
    /// <param name="more">Placeholders 1 and following.</param>
    public static string Plural(this IStringLocalizer text, string key, long number, params object[] more)
    {
        var isOne = number == 1 || (number == 0 && ZeroIsOne.Contains(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName));
        return text[isOne ? $"{key}.one" : $"{key}.other", [number, .. more]];
    }

    /// <summary>A list in one sentence: <c>A, B and C</c>.</summary>
    /// <param name="text">The resources.</param>
    /// <param name="items">The items.</param>
    public static string List(this IStringLocalizer text, IReadOnlyList<string> items) => items switch
    {
        [] => "",
        [var one] => one,
        [.., var last] => text["List.Last", string.Join(text["List.Separator"], items.SkipLast(1)), last],
    };
}
