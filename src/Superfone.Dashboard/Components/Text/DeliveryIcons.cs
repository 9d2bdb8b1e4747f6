using MudBlazor;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Events;

namespace Superfone.Dashboard.Components.Text;

/// <summary>Icons and colours of deliveries.</summary>
internal static class DeliveryIcons
{
    /// <summary>The icon of an event, or of the reason why it is not one.</summary>
    public static string IconOf(DeliveryItem delivery) => delivery.Status switch
    {
        DeliveryState.Quarantined or DeliveryState.Failed => Icons.Material.Outlined.ErrorOutline,
        DeliveryState.Duplicate => Icons.Material.Outlined.ContentCopy,
        DeliveryState.Accepted or DeliveryState.Unrecognised => IconOf(DeliveryText.KindOf(delivery)),
    };

    /// <summary>The icon of a state.</summary>
    public static string IconOf(DeliveryState state) => state switch
    {
        DeliveryState.Accepted => Icons.Material.Outlined.TaskAlt,
        DeliveryState.Duplicate => Icons.Material.Outlined.ContentCopy,
        DeliveryState.Unrecognised => Icons.Material.Outlined.HelpOutline,
        DeliveryState.Quarantined or DeliveryState.Failed => Icons.Material.Outlined.ErrorOutline,
    };

    /// <summary>The class of its colour, which shows whether it needs attention.</summary>
    public static string ToneOf(DeliveryItem delivery) => delivery.Status is DeliveryState.Quarantined or DeliveryState.Failed ? "outcome-missed" : "muted";

    private static string IconOf(EventKind? kind) => (kind, kind is { } known ? EventRegistry.Of(known).Subject : (EventSubject?)null) switch
    {
        (EventKind.MissedCall, _) => Icons.Material.Outlined.PhoneMissed,
        (EventKind.RecordingAvailable, _) => Icons.Material.Outlined.GraphicEq,
        (_, EventSubject.Call) => Icons.Material.Outlined.Call,
        (_, EventSubject.Summary) => Icons.Material.Outlined.Notes,
        (_, EventSubject.Contact) => Icons.Material.Outlined.Person,
        (_, EventSubject.Task) => Icons.Material.Outlined.TaskAlt,
        (_, null) => Icons.Material.Outlined.Input,
    };
}
