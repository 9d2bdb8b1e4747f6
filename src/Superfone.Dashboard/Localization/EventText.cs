using Microsoft.Extensions.Localization;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Events;

namespace Superfone.Dashboard.Localization;

/// <summary>Texts about events.</summary>
/// <param name="display">Formats numbers and times.</param>
/// <param name="changes">Formats changes.</param>
/// <param name="text">The texts.</param>
public sealed class EventText(Display display, ChangeText changes, IStringLocalizer<Strings> text)
{
    /// <summary>The call or contact of an event: its page and its name.</summary>
    public (string Href, string Name)? SubjectOf(EventItem item) => item switch
    {
        { Call: { } call } => ($"/calls/{call.CdrId}", display.NameOf(call)),
        { Contact: { } contact } => ($"/contacts/{contact.ContactId}", contact.Name ?? contact.BusinessName ?? text["Contact.NoName"]),
        _ => null,
    };

    /// <summary>The content of an event, or the reason why it was not projected.</summary>
    public string? WordsOf(EventItem item) => item.Delivery.Status switch
    {
        DeliveryState.Accepted => FactsOf(item),
        DeliveryState.Duplicate => text["Delivery.SameAs", item.Delivery.DuplicateOf!],
        DeliveryState.Unrecognised => text[item.Delivery.Event == TestDelivery.Event ? "Delivery.TestHint" : "Delivery.Unrecognised"],
        DeliveryState.Quarantined or DeliveryState.Failed => item.Delivery.Reason is { } reason ? text.Say(KnownSentences.Deliveries, reason) : null,
    };

    private string? FactsOf(EventItem item) => item switch
    {
        { Call: { } call } => DeliveryText.KindOf(item.Delivery) == EventKind.SummaryReady ? call.Summary?.Text : text.FactsOf(call, display),
        { Key: { } key } => changes.Of(key, item.Before, item.Value, item.Names),
        _ => null,
    };
}
