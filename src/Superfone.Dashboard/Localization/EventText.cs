using Microsoft.Extensions.Localization;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Events;

namespace Superfone.Dashboard.Localization;

/// <summary>Events in words: whom they are about, and what they say.</summary>
/// <param name="display">Writes numbers and times.</param>
/// <param name="changes">Says what changed.</param>
/// <param name="text">The texts.</param>
public sealed class EventText(Display display, ChangeText changes, IStringLocalizer<Strings> text)
{
    /// <summary>Whom it is about, and their page.</summary>
    public (string Href, string Name)? SubjectOf(EventItem item) => item switch
    {
        { Call: { } call } => ($"/calls/{call.CdrId}", display.NameOf(call)),
        { Contact: { } contact } => ($"/contacts/{contact.ContactId}", contact.Name ?? contact.BusinessName ?? text["Contact.NoName"]),
        _ => null,
    };

    /// <summary>What it says, or why nothing was made of it.</summary>
    public string? WordsOf(EventItem item) => item.Delivery.Status switch
    {
        DeliveryState.Accepted => FactsOf(item),
        DeliveryState.Duplicate => text["Delivery.SameAs", item.Delivery.DuplicateOf!],
        DeliveryState.Unrecognised => text["Delivery.Unrecognised"],
        DeliveryState.Quarantined or DeliveryState.Failed => item.Delivery.Reason,
    };

    private string? FactsOf(EventItem item) => item switch
    {
        { Call: { } call } => DeliveryText.KindOf(item.Delivery) == EventKind.SummaryReady ? call.Summary?.Text : text.FactsOf(call, display),
        { Key: { } key } => changes.Of(key, item.Before, item.Value),
        _ => null,
    };
}
