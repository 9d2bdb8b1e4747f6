using Microsoft.Extensions.Localization;
using Superfone.Dashboard.Domain;

namespace Superfone.Dashboard.Localization;

/// <summary>Texts about contacts.</summary>
public static class ContactText
{
    private const int LongestAcronym = 3;

    /// <summary>The assignee of a contact: the name, or else the id at Superfone.</summary>
    public static string AssigneeName(this IStringLocalizer text, long userId, string? name) => name ?? text["Contact.AssigneeById", userId];

    /// <summary>The source of a contact: "Website form, WhatsApp integration"; a type that only means "other" is left out.</summary>
    public static string SourceOf(string? source, string? type) =>
        string.Join(", ", new[] { OriginOf(source), type is "OTHERS" or "OTHER" ? null : OriginOf(type) }.OfType<string>());

    /// <summary>
    /// The text of a source or a source type: <c>website-form</c> is "Website form", <c>WHATSAPP_INTEGRATION</c> "WhatsApp integration". A
    /// text that is written like a name, such as IndiaMART or SEO, is not changed; <see langword="null"/> if it is blank.
    /// </summary>
    public static string? OriginOf(string? source)
    {
        var text = Texts.Filled(source);
        if (text is null || !IsKey(text))
            return text;
        var words = text.Replace('_', ' ').Replace('-', ' ').ToLowerInvariant().Replace("whatsapp", "WhatsApp", StringComparison.Ordinal);
        return $"{char.ToUpperInvariant(words[0])}{words[1..]}";
    }

    private static bool IsKey(string text) => text.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-')
        && (!text.Any(char.IsAsciiLetterUpper) || (text.Length > LongestAcronym && !text.Any(char.IsAsciiLetterLower)));
}
