using System.Globalization;
using System.Text;

namespace Superfone.Dashboard.Configuration;

/// <summary>Makes foreign text safe to log.</summary>
internal static class OneLine
{
    /// <summary>
    /// Escapes characters that end a line, control a terminal or change the writing direction, as in
    /// <c>\n</c> or <c>\u001B</c>.
    /// </summary>
    public static string Of(string? text)
    {
        if (text is null || !text.Any(IsUnsafe))
            return text ?? "";
        var safe = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            _ = character switch
            {
                '\n' => safe.Append("\\n"),
                '\r' => safe.Append("\\r"),
                '\t' => safe.Append("\\t"),
                _ when IsUnsafe(character) => safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}"),
                _ => safe.Append(character),
            };
        }

        return safe.ToString();
    }

    private static bool IsUnsafe(char character) => char.GetUnicodeCategory(character)
        is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Format;
}
