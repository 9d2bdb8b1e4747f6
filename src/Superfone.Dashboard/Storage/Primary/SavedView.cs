namespace Superfone.Dashboard.Storage.Primary;

/// <summary>A filter of a page that somebody has named to come back to.</summary>
public sealed class SavedView
{
    /// <summary>Its key.</summary>
    public long Id { get; init; }

    /// <summary>Whose it is: a user's email.</summary>
    public required string OwnedBy { get; init; }

    /// <summary>The page's path, such as <c>/calls</c>.</summary>
    public required string Page { get; init; }

    /// <summary>What they call it.</summary>
    public required string Name { get; set; }

    /// <summary>The page's query string, without the question mark.</summary>
    public required string Query { get; set; }

    /// <summary>When they last looked at what it finds, UTC.</summary>
    public DateTime SeenUtc { get; set; }

    /// <summary>The last delivery that was in what they saw then: what was received later is new.</summary>
    public long SeenDeliveryId { get; set; }

    /// <summary>Whether they want to be notified of what is new.</summary>
    public bool Notifies { get; set; }
}
