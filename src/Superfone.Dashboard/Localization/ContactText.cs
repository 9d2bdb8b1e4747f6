using Microsoft.Extensions.Localization;
using Superfone.Dashboard.Domain;

namespace Superfone.Dashboard.Localization;

/// <summary>Facts about contacts in words.</summary>
public static class ContactText
{
    private const int LongestAcronym = 3;

    /// <summary>Whom a contact is assigned to: by name, else by id at Superfone.</summary>
    public static string AssigneeName(this IStringLocalizer text, long userId, string? name) => name ?? text["Contact.AssigneeById", userId];

    /// <summary>Where a contact comes from: "Website form, WhatsApp integration"; a type that only says that it is another is left out.</summary>
    public static string SourceOf(string? source, string? type) =>
        string.Join(", ", new[] { OriginOf(source), type is "OTHERS" or "OTHER" ? null : OriginOf(type) }.OfType<string>());

    /// <summary>
    /// A source, or a type of sources, in words: <c>website-form</c> is "Website form", <c>WHATSAPP_INTEGRATION</c> "WhatsApp integration".
    /// What is written like a name, as IndiaMART or SEO are, stays as it is; <see langword="null"/> if it is blank.
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
