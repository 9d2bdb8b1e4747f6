namespace Superfone.Events;

/// <summary>
/// The fields that the payload reference documents for each event. A field is named by its path: <c>contact_phones[].phone</c> is the
/// field <c>phone</c> of each item of <c>contact_phones</c>.
/// </summary>
public static class DocumentedFields
{
    private static readonly HashSet<string> OfAny = [.. EventRegistry.All.SelectMany(definition => definition.Fields)];

    /// <summary>Whether a field is documented.</summary>
    /// <param name="kind">The event; <see langword="null"/> for an undocumented event, for which the fields of all events count.</param>
    /// <param name="path">The field's path.</param>
    public static bool Contain(EventKind? kind, string path) => (kind is { } known ? EventRegistry.Of(known).Fields : OfAny).Contains(path);

    /// <summary>The paths of all fields that an event documents.</summary>
    public static IReadOnlyCollection<string> Of(EventKind kind) => EventRegistry.Of(kind).Fields;

    /// <summary>Whether the names and values in a field are chosen by the account, so that no reference can document them.</summary>
    /// <param name="path">The field's path.</param>
    public static bool IsFree(string path) => path is "updated_value" or "contact_custom_fields";
}
