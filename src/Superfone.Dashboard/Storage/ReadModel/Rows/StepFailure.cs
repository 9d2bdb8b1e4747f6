namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>A step of projection, other than a delivery, that failed for one subject and was set aside. It is tried again by a rebuild.</summary>
public sealed class StepFailure
{
    /// <summary>What was done.</summary>
    public required ProjectionStep Step { get; init; }

    /// <summary>What it was about: a decision's id, a number, a <c>cdr_id</c>, a <c>contact_id</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>Why it failed.</summary>
    public required string Error { get; init; }

    /// <summary>The log's delivery up to which was folded in then.</summary>
    public long DeliveryId { get; init; }
}

/// <summary>The steps of projection that work on something else than one delivery.</summary>
public enum ProjectionStep
{
    /// <summary>Folding in what a person decided.</summary>
    Decision = 0,

    /// <summary>Folding the follow-ups of a number.</summary>
    FollowUp = 1,

    /// <summary>Counting what calls, contacts and returns come to.</summary>
    Rollup = 2,

    /// <summary>Indexing a contact's text.</summary>
    Contact = 3,

    /// <summary>Indexing a call's text and insights.</summary>
    Call = 4,
}
