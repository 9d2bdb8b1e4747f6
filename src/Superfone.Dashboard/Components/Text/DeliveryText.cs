using MudBlazor;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Events;

namespace Superfone.Dashboard.Components.Text;

/// <summary>Deliveries in plain English: what came, about whom, and what became of it.</summary>
/// <param name="display">Writes numbers and times.</param>
/// <param name="changes">Says what changed.</param>
public sealed class DeliveryText(Display display, ChangeText changes)
{
    /// <summary>What came.</summary>
    public static string NameOf(DeliveryItem delivery) => (delivery.Status, KindOf(delivery)) switch
    {
        (DeliveryState.Quarantined, _) => "Not readable",
        (_, { } kind) => EventText.NameOf(kind),
        _ => delivery.Event ?? "Unknown event",
    };

    /// <summary>What became of it.</summary>
    public static string NameOf(DeliveryState state) => state switch
    {
        DeliveryState.Accepted => "Taken in",
        DeliveryState.Duplicate => "Duplicate",
        DeliveryState.Quarantined => "In quarantine",
        DeliveryState.Failed => "Failed",
        _ => "Not known here",
    };

    /// <summary>A picture of what came.</summary>
    public static string IconOf(DeliveryItem delivery) => (delivery.Status, KindOf(delivery)) switch
    {
        (DeliveryState.Quarantined or DeliveryState.Failed, _) => Icons.Material.Outlined.ErrorOutline,
        (DeliveryState.Duplicate, _) => Icons.Material.Outlined.ContentCopy,
        (_, EventKind.AllCalls) => Icons.Material.Outlined.Call,
        (_, EventKind.MissedCall) => Icons.Material.Outlined.PhoneMissed,
        (_, EventKind.RecordingAvailable) => Icons.Material.Outlined.GraphicEq,
        (_, EventKind.SummaryReady) => Icons.Material.Outlined.Notes,
        (_, EventKind.CustomerCreate or EventKind.CustomerChange) => Icons.Material.Outlined.Person,
        (_, EventKind.TaskCreate or EventKind.TaskChange or EventKind.TaskNotifyTime or EventKind.TaskDueTime) => Icons.Material.Outlined.TaskAlt,
        _ => Icons.Material.Outlined.Input,
    };

    /// <summary>A picture of what became of it.</summary>
    public static string IconOf(DeliveryState state) => state switch
    {
        DeliveryState.Accepted => Icons.Material.Outlined.TaskAlt,
        DeliveryState.Duplicate => Icons.Material.Outlined.ContentCopy,
        DeliveryState.Unrecognised => Icons.Material.Outlined.HelpOutline,
        _ => Icons.Material.Outlined.ErrorOutline,
    };

    /// <summary>The class of its colour: whether somebody should look at it.</summary>
    public static string ToneOf(DeliveryItem delivery) => delivery.Status is DeliveryState.Quarantined or DeliveryState.Failed ? "outcome-missed" : "muted";

    /// <summary>Which documented event it is; <see langword="null"/> for none.</summary>
    public static EventKind? KindOf(DeliveryItem delivery) => EventNames.TryParse(delivery.Event, out var kind) ? kind : null;

    /// <summary>Whom it is about, and their page.</summary>
    public (string Href, string Name)? SubjectOf(EventItem item) => item switch
    {
        { Call: { } call } => ($"/calls/{call.CdrId}", display.NameOf(call)),
        { Contact: { } contact } => ($"/contacts/{contact.ContactId}", contact.Name ?? contact.BusinessName ?? "A contact"),
        _ => null,
    };

    /// <summary>What it says, or why nothing was made of it.</summary>
    public string? WordsOf(EventItem item) => (item.Delivery.Status, item) switch
    {
        (DeliveryState.Duplicate, _) => $"The same as number {item.Delivery.DuplicateOf} again",
        (DeliveryState.Unrecognised, _) => "This event is not known here; it is kept",
        (DeliveryState.Quarantined or DeliveryState.Failed, _) => item.Delivery.Reason,
        (_, { Call: { } call }) => KindOf(item.Delivery) == EventKind.SummaryReady ? call.Summary?.Text : EventText.CallFacts(call, display),
        (_, { Key: { } key }) => changes.Of(key, item.Before, item.Value),
        _ => null,
    };

    /// <summary>How many fields were left out; <see langword="null"/> for none.</summary>
    public static string? LeftOutOf(DeliveryItem delivery) =>
        delivery.Notes.Select(note => PartsOf(note).Field.Split('[', '.')[0]).Distinct().Count() switch
        {
            0 => null,
            1 => "1 field left out",
            var several => $"{several} fields left out",
        };

    /// <summary>The path of the field that a note is about, and what is wrong with it.</summary>
    public static (string Field, string Problem) PartsOf(string note) =>
        note.IndexOf(" is ", StringComparison.Ordinal) is > 0 and var end ? (note[..end], note[(end + 1)..]) : (note, "");

    /// <summary>A length in bytes: <c>1.4 KB</c>.</summary>
    public static string SizeOf(int bytes) => bytes switch
    {
        < 1000 => $"{bytes} bytes",
        < 1_000_000 => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{bytes / 1000.0:0.#} KB"),
        _ => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{bytes / 1_000_000.0:0.#} MB"),
    };
}
