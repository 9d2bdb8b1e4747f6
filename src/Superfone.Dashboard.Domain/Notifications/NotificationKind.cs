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

    /// <summary>A task of the person is due.</summary>
    TaskDue,

    /// <summary>A saved search of the person, for which they asked to be told, has found a call.</summary>
    SearchHit,

    /// <summary>Superfone sends some events, or nothing at all, no more.</summary>
    EventsStopped,

    /// <summary>Recordings are about to be lost: their links end before they could be downloaded.</summary>
    RecordingsEnding,

    /// <summary>Backups are not made.</summary>
    BackupOverdue,

    /// <summary>Something does not work on the server, such as its disk.</summary>
    Fault,
}
