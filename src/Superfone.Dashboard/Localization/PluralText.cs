using Microsoft.Extensions.Localization;

namespace Superfone.Dashboard.Localization;

/// <summary>Texts that depend on a number.</summary>
public static class PluralText
{
    /// <summary>
    /// The text for a number: the resource <c>key.one</c> for one, <c>key.other</c> for more. Languages differ in the form that zero takes; the
    /// resource <c>Plural.Zero</c> names it.
    /// </summary>
    /// <param name="text">The resources.</param>
    /// <param name="key">The key without its ending.</param>
    /// <param name="number">The number; it is placeholder 0, written as <c>{0:N0}</c>.</param>
    /// <param name="more">Placeholders 1 and following.</param>
    public static string Plural(this IStringLocalizer text, string key, long number, params object[] more)
    {
        var form = number switch
        {
            0 => text["Plural.Zero"].Value,
            1 => "one",
            _ => "other",
        };
        return text[$"{key}.{form}", [number, .. more]];
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
