using System.Globalization;
using System.Text;

namespace Superfone.Dashboard.Configuration;

/// <summary>Text from outside as it may stand in a log.</summary>
internal static class OneLine
{
    /// <summary>
    /// The text with each character that ends a line, steers a terminal or turns the direction of writing replaced by its escape, such as
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
