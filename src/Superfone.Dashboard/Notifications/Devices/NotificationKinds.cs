using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Domain.Notifications;

namespace Superfone.Dashboard.Notifications.Devices;

/// <summary>Who may be notified of what.</summary>
public static class NotificationKinds
{
    /// <summary>The kinds that somebody may choose, in the order of use.</summary>
    public static IEnumerable<NotificationKind> Of(Actor actor) => Enum.GetValues<NotificationKind>().Where(kind => actor.May(Needed(kind)));

    /// <summary>The permission that a kind needs, when it is chosen and whenever a notification is sent.</summary>
    internal static Permission Needed(NotificationKind kind) => kind switch
    {
        NotificationKind.MissedCall or NotificationKind.LateCallBack or NotificationKind.TaskDue or NotificationKind.SearchHit => Permission.Read,
        NotificationKind.EventsStopped => Permission.SeeDeliveries,
        NotificationKind.RecordingsEnding or NotificationKind.FailedDelivery or NotificationKind.BackupOverdue or NotificationKind.Fault => Permission.ManageSettings,
    };

    /// <summary>Reads stored names; those of another version are left out.</summary>
    internal static IReadOnlySet<NotificationKind> Parse(string names) =>
        names.Split(' ').Select(name => Enum.TryParse<NotificationKind>(name, out var kind) ? kind : (NotificationKind?)null).OfType<NotificationKind>().ToHashSet();

    /// <summary>The names to store.</summary>
    internal static string Format(IEnumerable<NotificationKind> kinds) => string.Join(' ', kinds.Order());
}
