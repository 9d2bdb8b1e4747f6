namespace Superfone.Dashboard.Storage.Changes;

/// <summary>A notification that something changed or was removed. It carries no state: a reader queries the new one.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">
/// Its key: <c>cdr_id</c>, <c>contact_id</c>, <c>task_id</c>, follow-up id, delivery id; 0 for the other kinds.
/// </param>
public readonly record struct Change(ChangeKind Kind, long Id)
{
    /// <summary>An entry of the staff directory was added, changed or removed.</summary>
    public static readonly Change OfStaff = new(ChangeKind.Staff, 0);

    /// <summary>Whether its row was deleted. It may have been added again since: the reader's query decides.</summary>
    public bool IsRemoval { get; init; }

    /// <summary>The number of a removed follow-up, which can no longer be queried; for <see cref="ChangeKind.Number"/>, its key.</summary>
    public string? Phone { get; init; }

    /// <summary>A number was marked, or is no longer marked.</summary>
    public static Change OfNumber(string phoneKey) => new(ChangeKind.Number, 0) { Phone = phoneKey };

    /// <summary>The removal of a call.</summary>
    public static Change CallRemoved(long cdrId) => new(ChangeKind.Call, cdrId) { IsRemoval = true };

    /// <summary>The removal of a follow-up.</summary>
    public static Change FollowUpRemoved(long id, string phone) => new(ChangeKind.FollowUp, id) { IsRemoval = true, Phone = phone };
}

/// <summary>The subjects of changes.</summary>
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

    /// <summary>The mark of a number. Its calls, contacts and follow-ups are changes of their own.</summary>
    Number,

    /// <summary>The staff directory: names that pages show for assignees and agents.</summary>
    Staff,

    /// <summary>The whole read model was replaced by a rebuilt one, or too much changed to be listed.</summary>
    Everything,
}
