using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Events;

namespace Superfone.Dashboard.Localization;

/// <summary>Texts about deliveries.</summary>
public static partial class DeliveryText
{
    /// <summary>The name of a delivery.</summary>
    public static string NameOf(this IStringLocalizer text, DeliveryItem delivery) => text.NameOfBody(delivery.Status, delivery.Event);

    /// <summary>The name of a delivery, from its state and the name of its event.</summary>
    public static string NameOfBody(this IStringLocalizer text, DeliveryState? state, string? name) =>
        state == DeliveryState.Quarantined ? text["Delivery.NotReadable"] : text.NameOfEvent(name);

    /// <summary>The name of an event; one that is not documented keeps its wire name.</summary>
    public static string NameOfEvent(this IStringLocalizer text, string? name) =>
        EventNames.Find(name) is { } kind ? text.NameOf(kind)
        : name == TestDelivery.Event ? text["Delivery.Test"]
        : name ?? text["Delivery.UnknownEvent"];

    /// <summary>The documented event of a delivery; <see langword="null"/> for any other.</summary>
    public static EventKind? KindOf(DeliveryItem delivery) => EventNames.Find(delivery.Event);

    /// <summary>The number of fields that were ignored; <see langword="null"/> for none.</summary>
    public static string? LeftOut(this IStringLocalizer text, DeliveryItem delivery) =>
        delivery.Notes.Select(note => PartsOf(note).Field.Split('[', '.')[0]).Distinct().Count() is > 0 and var count ? text.Plural("Delivery.LeftOut", count) : null;

    /// <summary>A note in one line, where nothing can be marked as English.</summary>
    public static string NoteOf(this IStringLocalizer text, string note) =>
        PartsOf(note) is var (field, problem, more) && text.Say(KnownSentences.Notes, problem) is { } said
            ? string.Join(' ', new[] { field, said, more > 0 ? text.Plural("Delivery.Ignored.More", more) : null }.OfType<string>()) : field;

    /// <summary>Splits a note into the path of the field, the problem, and how many more such values the field has.</summary>
    public static (string Field, string Problem, int More) PartsOf(string note)
    {
        var more = Others().Match(note);
        var one = more.Success ? note[..more.Index] : note;
        return one.IndexOf(" is ", StringComparison.Ordinal) is > 0 and var end
            ? (one[..end], one[(end + 1)..], more.Success ? int.Parse(more.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : 0)
            : (note, "", 0);
    }

    [GeneratedRegex(@" \(and (\d{1,9}) more\)$")]
    private static partial Regex Others();
}
