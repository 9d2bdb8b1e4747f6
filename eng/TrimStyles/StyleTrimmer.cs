using System.Text.RegularExpressions;

namespace Superfone.Dashboard.Styles;

/// <summary>
/// Keeps the rules of MudBlazor's minified style sheet for the components in use, about a tenth of it. Classes are kept by family, with all
/// states and variants, so that the result does not depend on which of them a page happened to show.
/// </summary>
public static partial class StyleTrimmer
{
    /// <summary>Trims a style sheet.</summary>
    /// <param name="sheet">The style sheet, minified: without insignificant white space.</param>
    /// <returns>Its licence and the kept rules in their original order, one per line.</returns>
    public static string Trim(string sheet)
    {
        var licence = Comment().Match(sheet).Value;
        var rules = Split(Comment().Replace(sheet.TrimStart('\uFEFF'), "")).Select(TrimRule).Where(rule => rule.Length > 0).ToList();
        var plain = rules.Where(rule => !IsAnimation(rule)).ToList();
        var used = string.Concat(plain);
        var animations = rules.Where(rule => Animation().Match(rule) is { Success: true } name && used.Contains(name.Groups[1].Value, StringComparison.Ordinal));
        return $"{licence}\n" + string.Concat(plain.Concat(animations).Select(rule => rule + "\n"));
    }

    private static string TrimRule(string rule)
    {
        var body = rule.IndexOf('{', StringComparison.Ordinal);
        if (body < 0 || rule.StartsWith("@-moz-document", StringComparison.Ordinal))
            return "";
        if (IsAnimation(rule))
            return rule;
        if (rule[0] == '@')
        {
            var inner = string.Concat(Split(rule[(body + 1)..^1]).Select(TrimRule));
            return inner.Length == 0 ? "" : $"{rule[..body]}{{{inner}}}";
        }

        var selectors = string.Join(',', SplitAt(rule[..body], ',').Where(IsUsed));
        return selectors.Length == 0 ? "" : selectors + rule[body..];
    }

    // Rules for ids style parts of MudBlazor or Blazor that the pages replace.
    private static bool IsUsed(string selector) =>
        !selector.Contains('#', StringComparison.Ordinal) && ClassName().Matches(selector).All(name => UsedClass().IsMatch(name.Groups[1].Value));

    private static bool IsAnimation(string rule) => rule[0] == '@' && rule[..rule.IndexOf('{', StringComparison.Ordinal)].Contains("keyframes", StringComparison.Ordinal);

    private static List<string> Split(string rules)
    {
        List<string> parts = [];
        var start = 0;
        foreach (var end in Ends(rules, '}', opening: '{', closing: '}'))
        {
            parts.Add(rules[start..(end + 1)]);
            start = end + 1;
        }

        return parts;
    }

    private static List<string> SplitAt(string text, char separator)
    {
        List<string> parts = [];
        var start = 0;
        foreach (var end in Ends(text, separator, opening: '(', closing: ')'))
        {
            parts.Add(text[start..end]);
            start = end + 1;
        }

        parts.Add(text[start..]);
        return parts;
    }

    // The index of a character outside quotes and brackets.
    private static IEnumerable<int> Ends(string text, char end, char opening, char closing)
    {
        var depth = 0;
        var quote = '\0';
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (character == '\\')
                index++;
            else if (quote != '\0')
                quote = character == quote ? '\0' : quote;
            else if (character is '"' or '\'')
                quote = character;
            else if (character == opening)
                depth++;
            else if (character == closing)
                depth--;
            if (quote == '\0' && depth == 0 && index < text.Length && character == end)
                yield return index;
        }
    }

    /// <summary>
    /// The classes of MudButton, MudChart, MudIcon, MudProgressLinear, MudSkeleton and MudTextField, and the one utility class in use.
    /// </summary>
    [GeneratedRegex("""
        ^(mud-(button(?!-(group|year|month))|icon(?!-button)|svg-icon|charts?|skeleton|progress(?!-circular)|input|shrink|typography|ripple|disabled|no-activator|ltr
        |(primary|secondary|tertiary|info|success|warning|error|dark|default|inherit|surface)-text)|my-3$)
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex UsedClass();

    [GeneratedRegex(@"\.(-?[a-zA-Z_][\w-]*)")]
    private static partial Regex ClassName();

    [GeneratedRegex(@"^@keyframes ([\w-]+)")]
    private static partial Regex Animation();

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();
}
