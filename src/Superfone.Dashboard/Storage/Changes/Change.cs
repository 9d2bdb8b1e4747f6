namespace Superfone.Dashboard.Storage.Changes;

/// <summary>A notice that something changed. It does not contain the new state, which readers query.</summary>
/// <param name="Kind">What changed.</param>
/// <param name="Id">Its key: <c>cdr_id</c>, <c>contact_id</c>, <c>task_id</c>, follow-up id, delivery id; 0 for <see cref="ChangeKind.Everything"/>.</param>
public readonly record struct Change(ChangeKind Kind, long Id);

/// <summary>What a change is about.</summary>
public enum ChangeKind
{
    /// <summary>A call.</summary>
    Call,

    /// <summary>A contact.</summary>
    Contact,

    /// <summary>A task.</summary>
    Task,

    /// <summary>A follow-up.</summary>
    FollowUp,

    /// <summary>A delivery was received.</summary>
    Delivery,

    /// <summary>The whole read model was replaced by a rebuilt one.</summary>
    Everything,
}
