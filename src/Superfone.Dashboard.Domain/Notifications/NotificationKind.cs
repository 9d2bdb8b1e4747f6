namespace Superfone.Dashboard.Domain.Notifications;

/// <summary>The kinds of events of which people are notified; stored by name.</summary>
public enum NotificationKind
{
    /// <summary>A call was missed.</summary>
    MissedCall,

    /// <summary>A missed caller has waited longer than the target.</summary>
    LateCallBack,

    /// <summary>Events could not be passed on to a destination.</summary>
    FailedDelivery,
}
