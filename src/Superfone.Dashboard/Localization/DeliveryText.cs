using Microsoft.Extensions.Localization;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Events;

namespace Superfone.Dashboard.Localization;

/// <summary>Deliveries in words.</summary>
public static class DeliveryText
{
    /// <summary>What came.</summary>
    public static string NameOf(this IStringLocalizer text, DeliveryItem delivery) => (delivery.Status, KindOf(delivery)) switch
    {
        (DeliveryState.Quarantined, _) => text["Delivery.NotReadable"],
        (_, { } kind) => text.NameOf(kind),
        _ => delivery.Event ?? text["Delivery.UnknownEvent"],
    };

    /// <summary>Which documented event it is; <see langword="null"/> for none.</summary>
    public static EventKind? KindOf(DeliveryItem delivery) => EventNames.Find(delivery.Event);

    /// <summary>How many fields were left out; <see langword="null"/> for none.</summary>
    public static string? LeftOut(this IStringLocalizer text, DeliveryItem delivery) =>
        delivery.Notes.Select(note => PartsOf(note).Field.Split('[', '.')[0]).Distinct().Count() is > 0 and var count ? text.Plural("Delivery.LeftOut", count) : null;

    /// <summary>The path of the field that a note is about, and what is wrong with it.</summary>
    public static (string Field, string Problem) PartsOf(string note) =>
        note.IndexOf(" is ", StringComparison.Ordinal) is > 0 and var end ? (note[..end], note[(end + 1)..]) : (note, "");
}
