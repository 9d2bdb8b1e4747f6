namespace Superfone.Dashboard.Decisions;

/// <summary>What became of a decision.</summary>
public enum DecisionResult
{
    /// <summary>It is kept and shows in what is read.</summary>
    Shown,

    /// <summary>It is kept and will show.</summary>
    Accepted,

    /// <summary>What it is about is not known; nothing was kept.</summary>
    UnknownSubject,

    /// <summary>The call is not known; nothing was kept.</summary>
    UnknownCall,

    /// <summary>There was nothing left to decide; nothing was kept.</summary>
    AlreadyDecided,
}
