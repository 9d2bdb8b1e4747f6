using System.Text.Encodings.Web;
using System.Text.Json;
using Superfone.Dashboard.Domain;

namespace Superfone.Dashboard.Projection;

/// <summary>What something is found by: a line for each text, so that no search finds the end of one and the beginning of the next.</summary>
/// <param name="Fragments">Names and numbers, any three characters of which find it.</param>
/// <param name="Words">All its texts, found by their words.</param>
internal readonly record struct SearchText(string Fragments, string Words)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What a contact is found by.</summary>
    public static SearchText Of(Contact contact, PhoneBook phones)
    {
        List<string?> fragments = [.. NamesOf(contact), .. NumbersOf(contact, phones), .. contact.Emails];
        return Of(fragments,
        [
            contact.Source, contact.City, contact.AdditionalInfo, contact.StageTitle, contact.GroupTitle,
            .. contact.Labels.Select(label => label.Title), .. contact.Products.Select(product => product.Title), .. contact.CustomFields.Values.Select(WithoutEscapes),
        ]);
    }

    /// <summary>What a call is found by.</summary>
    public static SearchText Of(Call call, Contact? contact, Summary? summary, PhoneBook phones)
    {
        List<string?> fragments = [call.StaffName, DigitsOf(call.PhoneKey)];
        if (contact is not null)
            fragments.AddRange([.. NamesOf(contact), .. NumbersOf(contact, phones)]);
        return Of(fragments,
        [
            summary?.Text,
            .. summary?.Insights.SelectMany(insight => new[] { insight.Title, insight.Value }) ?? [],
            .. summary?.Transcript.Select(turn => turn.Text) ?? [],
        ]);
    }

    private static SearchText Of(IReadOnlyList<string?> fragments, IEnumerable<string?> others) =>
        new(Lines(fragments), Lines(fragments.Concat(others)));

    private static string Lines(IEnumerable<string?> texts) =>
        string.Join('\n', texts.Where(text => !string.IsNullOrWhiteSpace(text)).Distinct());

    private static string?[] NamesOf(Contact contact) => [contact.Name, contact.BusinessName];

    private static IEnumerable<string?> NumbersOf(Contact contact, PhoneBook phones) =>
        contact.Phones.Select(number => DigitsOf(phones.KeyOf(number.Phone)));

    // "\u0915" → "क": a custom field's value is JSON as it was received.
    private static string WithoutEscapes(string json) => JsonSerializer.Serialize(JsonElement.Parse(json), Plain);

    // +918000000001 → 918000000001
    private static string? DigitsOf(string? phoneKey) => phoneKey?.TrimStart('+');
}
