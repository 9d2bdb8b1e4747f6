using MudBlazor;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Events;

namespace Superfone.Dashboard.Components.Text;

/// <summary>Pictures and colours of deliveries.</summary>
internal static class DeliveryIcons
{
    /// <summary>A picture of what came.</summary>
    public static string IconOf(DeliveryItem delivery) => (delivery.Status, DeliveryText.KindOf(delivery)) switch
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
}
