namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>A step of projection, other than a delivery, that failed for one subject and was set aside. It is tried again by a rebuild.</summary>
public sealed class StepFailure
{
    /// <summary>The step.</summary>
    public required ProjectionStep Step { get; init; }

    /// <summary>The subject: the id of a decision, a number, a <c>cdr_id</c>, a <c>contact_id</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>The error.</summary>
    public required string Error { get; init; }

    /// <summary>The last delivery that was projected at that time.</summary>
    public long DeliveryId { get; init; }
}

/// <summary>The steps of projection that do not work on a single delivery.</summary>
public enum ProjectionStep
{
    /// <summary>Applying a decision.</summary>
    Decision = 0,

    /// <summary>Folding the follow-ups of a number.</summary>
    FollowUp = 1,

    /// <summary>Counting calls, contacts and returns.</summary>
    Rollup = 2,

    /// <summary>Indexing a contact's text.</summary>
    Contact = 3,

    /// <summary>Indexing a call's text and insights.</summary>
    Call = 4,
}
