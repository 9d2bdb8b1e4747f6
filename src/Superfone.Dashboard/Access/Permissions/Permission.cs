namespace Superfone.Dashboard.Access.Permissions;

/// <summary>What a person or a program may do. The name of each is also that of its authorization policy.</summary>
public enum Permission
{
    /// <summary>Read calls, contacts, tasks, follow-ups, summaries and transcripts.</summary>
    Read,

    /// <summary>Listen to recordings.</summary>
    Listen,

    /// <summary>See phone numbers in full.</summary>
    SeeFullNumbers,

    /// <summary>See figures of the whole business: analytics, agents, digest and wall.</summary>
    SeeAnalytics,

    /// <summary>See deliveries as received.</summary>
    SeeDeliveries,

    /// <summary>Work follow-ups, write notes on calls and tag them, and mark numbers of vendors and spam.</summary>
    WorkFollowUps,

    /// <summary>Save recordings as files.</summary>
    Download,

    /// <summary>Export lists, and all that is known of a contact.</summary>
    Export,

    /// <summary>Link summaries to calls, and unlink them.</summary>
    Link,

    /// <summary>Replay deliveries.</summary>
    Replay,

    /// <summary>Import bodies.</summary>
    Import,

    /// <summary>Edit the staff directory, and mark numbers of staff.</summary>
    ManageStaff,

    /// <summary>Change the texts that are written on WhatsApp.</summary>
    ManageTemplates,

    /// <summary>Invite, change and disable users; make API tokens; read the audit log.</summary>
    ManageUsers,

    /// <summary>Change settings, see and test destinations of events, connect Superfone, recompute, and use sample data.</summary>
    ManageSettings,

    /// <summary>See, make and remove the webhook's secrets; make, change and remove destinations of events.</summary>
    ManageSecrets,

    /// <summary>Erase a contact.</summary>
    Erase,
}
