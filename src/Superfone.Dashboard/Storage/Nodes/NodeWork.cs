namespace Superfone.Dashboard.Storage.Nodes;

/// <summary>The work that one of several nodes does.</summary>
internal static class NodeWork
{
    /// <summary>The work that looks at what pages show, and so belongs to a node that shows everything.</summary>
    public static readonly IReadOnlySet<string> OfReadModel = new HashSet<string> { Notifications, Destinations };

    /// <summary>Queueing and downloading recordings.</summary>
    public const string Recordings = "recordings";

    /// <summary>Telling people of what happens, on their devices and by mail.</summary>
    public const string Notifications = "notifications";

    /// <summary>Passing events on.</summary>
    public const string Destinations = "destinations";

    /// <summary>Retention and erasures.</summary>
    public const string Privacy = "privacy";

    /// <summary>Compressing bodies that older versions have stored.</summary>
    public const string Bodies = "bodies";

    /// <summary>Storing snapshots of the read model.</summary>
    public const string Snapshots = "snapshots";

    /// <summary>Making the scheduled backups.</summary>
    public const string Backups = "backups";
}
