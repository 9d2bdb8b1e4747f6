namespace Superfone.Dashboard.Decisions;

/// <summary>The result of a decision.</summary>
public enum DecisionResult
{
    /// <summary>It is stored, and the read model includes it.</summary>
    Shown,

    /// <summary>It is stored; the read model does not include it yet.</summary>
    Accepted,

    /// <summary>Its subject is not known; nothing was stored.</summary>
    UnknownSubject,

    /// <summary>The call is not known; nothing was stored.</summary>
    UnknownCall,

    /// <summary>There was nothing left to decide, or somebody else decided meanwhile; nothing was stored.</summary>
    AlreadyDecided,
}
