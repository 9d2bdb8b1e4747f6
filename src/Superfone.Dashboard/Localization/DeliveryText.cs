using Microsoft.Extensions.Localization;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Events;

namespace Superfone.Dashboard.Localization;

/// <summary>Texts about deliveries.</summary>
public static class DeliveryText
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

    /// <summary>Splits a note into the path of the field and the problem.</summary>
    public static (string Field, string Problem) PartsOf(string note) =>
        note.IndexOf(" is ", StringComparison.Ordinal) is > 0 and var end ? (note[..end], note[(end + 1)..]) : (note, "");
}
