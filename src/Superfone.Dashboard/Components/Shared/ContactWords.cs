namespace Superfone.Dashboard.Components.Shared;

/// <summary>What contacts say of themselves, in plain English.</summary>
public static class ContactWords
{
    /// <summary>Where a contact comes from: <c>website-form, WhatsApp integration</c>; a type that only says that it is another is left out.</summary>
    public static string SourceOf(string? source, string? type) =>
        string.Join(", ", new[] { source, TypeOf(type) }.Where(text => !string.IsNullOrWhiteSpace(text)));

    // Superfone's types are words in capitals: WHATSAPP_INTEGRATION.
    private static string? TypeOf(string? type)
    {
        if (string.IsNullOrWhiteSpace(type) || type is "OTHERS" or "OTHER")
            return null;
        var words = type.Replace('_', ' ').ToLowerInvariant().Replace("whatsapp", "WhatsApp", StringComparison.Ordinal);
        return $"{char.ToUpperInvariant(words[0])}{words[1..]}";
    }
}
