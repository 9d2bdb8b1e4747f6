using System.Text.Encodings.Web;
using System.Text.Json;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.Contacts;
using Superfone.Dashboard.Domain.Summaries;
using Superfone.Events;

namespace Superfone.Dashboard.Storage.ReadModel;

/// <summary>The searchable text of a call or a contact: one line per text, so that no match spans two texts.</summary>
/// <param name="Who">Names and numbers, found by any three characters.</param>
/// <param name="Said">The summary of a call, or the other fields of a contact, found by words.</param>
/// <param name="Found">The insights of a call.</param>
/// <param name="Spoken">The transcript of a call.</param>
internal readonly record struct SearchText(string Who, string Said, string Found = "", string Spoken = "")
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The searchable text of a contact.</summary>
    public static SearchText Of(Contact contact, PhoneBook phones)
    {
        List<string?> who = [.. WhoOf(contact.Name, contact.BusinessName, contact.Phones, phones), .. contact.Emails];
        return Of(who, [.. SaidOf(contact), .. contact.CustomFields.Values.Select(WithoutEscapes)]);
    }

    /// <summary>Whether the searchable texts of two states of a contact are made of the same values. Costs less than to make them.</summary>
    public static bool IsOfSameValues(Contact contact, Contact other) => ValuesOf(contact).SequenceEqual(ValuesOf(other));

    /// <summary>The searchable text of a call.</summary>
    public static SearchText Of(Call call, Contact? contact, Summary? summary, PhoneBook phones)
    {
        List<string?> who = [.. WhoOf(call.StaffName, call.PhoneKey, call.Phone)];
        if (contact is not null)
            who.AddRange(WhoOf(contact.Name, contact.BusinessName, contact.Phones, phones));
        return Of(who, [summary?.Text]) with
        {
            Found = Lines(summary?.Insights.SelectMany(insight => new[] { insight.Title, insight.Value }) ?? []),
            Spoken = Lines(summary?.Transcript.Select(turn => turn.Text) ?? []),
        };
    }

    /// <summary>The text in the form that is indexed.</summary>
    public SearchText Normalize() => new(
        SearchNormalizer.Normalize(Who), SearchNormalizer.Normalize(Said), SearchNormalizer.Normalize(Found), SearchNormalizer.Normalize(Spoken));

    private static IEnumerable<string?> ValuesOf(Contact contact) =>
        [contact.Name, contact.BusinessName, .. contact.Phones.Select(number => number.Phone), .. contact.Emails, null, .. SaidOf(contact), null, .. contact.CustomFields.Values];

    private static IEnumerable<string?> SaidOf(Contact contact) =>
    [
        contact.Source, contact.City, contact.AdditionalInfo, contact.StageTitle, contact.GroupTitle, .. contact.Labels.Select(label => label.Title), .. contact.Products.Select(product => product.Title),
    ];

    private static SearchText Of(IEnumerable<string?> who, IEnumerable<string?> said) => new(Lines(who), Lines(said));

    /// <summary>Texts as lines, each once.</summary>
    public static string Lines(IEnumerable<string?> texts) =>
        string.Join('\n', texts.Where(text => !string.IsNullOrWhiteSpace(text)).Distinct());

    /// <summary>The names and numbers of a call, without those of its contact.</summary>
    /// <param name="staffName">The agent's name.</param>
    /// <param name="phoneKey">The customer's number as a key.</param>
    /// <param name="phone">The customer's number as received.</param>
    public static IEnumerable<string?> WhoOf(string? staffName, string? phoneKey, string? phone) => [staffName, DigitsOf(phoneKey) ?? phone];

    /// <summary>The names and numbers of a contact. Text that is not a number is found by words: Anonymous.</summary>
    public static IEnumerable<string?> WhoOf(string? name, string? businessName, IEnumerable<ContactPhone> numbers, PhoneBook phones) =>
        [name, businessName, .. numbers.Select(number => DigitsOf(phones.KeyOf(number.Phone)) ?? number.Phone)];

    // "\u0915" → "क": the value of a custom field is JSON as received.
    private static string WithoutEscapes(string json) => JsonSerializer.Serialize(JsonElement.Parse(json), Plain);

    // +918000000001 → 918000000001
    private static string? DigitsOf(string? phoneKey) => phoneKey?.TrimStart('+');
}
