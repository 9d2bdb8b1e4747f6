namespace Superfone.Dashboard.Access.Audit;

/// <summary>The actions of the audit log, stored by their names in camel case.</summary>
public enum AuditAction
{
    /// <summary>Signed in.</summary>
    SignIn,

    /// <summary>A sign-in was refused.</summary>
    SignInFailed,

    /// <summary>Signed out, or was signed out.</summary>
    SignOut,

    /// <summary>Listened to a recording.</summary>
    Listen,

    /// <summary>Saved a recording or the body of a delivery.</summary>
    Download,

    /// <summary>Exported a list, or all that is known of a contact.</summary>
    Export,

    /// <summary>Opened a call, a contact, a transcript or the body of a delivery.</summary>
    Read,

    /// <summary>Replayed a delivery, or recomputed everything.</summary>
    Replay,

    /// <summary>Imported bodies.</summary>
    Import,

    /// <summary>Linked a summary to a call.</summary>
    Link,

    /// <summary>Unlinked a summary from a call.</summary>
    Unlink,

    /// <summary>Closed or reopened a follow-up, or marked a number.</summary>
    Close,

    /// <summary>Said that they are calling a missed caller, or took that back.</summary>
    Claim,

    /// <summary>Asked Superfone to make a call, or to end it.</summary>
    Call,

    /// <summary>Gave a follow-up to a user, or took it from one.</summary>
    Assign,

    /// <summary>Put a follow-up off, or ended that.</summary>
    Snooze,

    /// <summary>Wrote a note on a follow-up or a call, or recorded the outcome of an attempt.</summary>
    Note,

    /// <summary>Changed the tags of a call.</summary>
    Tag,

    /// <summary>Asked for an erasure, or one was done.</summary>
    Erase,

    /// <summary>Invited, changed, disabled or signed out a user, or changed how one signs in.</summary>
    User,

    /// <summary>Made or revoked an API token or a secret of the webhook.</summary>
    Token,

    /// <summary>Changed a setting or the staff directory.</summary>
    Setting,

    /// <summary>Made a backup.</summary>
    Backup,
}
