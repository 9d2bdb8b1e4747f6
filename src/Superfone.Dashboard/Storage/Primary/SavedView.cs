namespace Superfone.Dashboard.Storage.Primary;

/// <summary>A filter of a page that a user has saved under a name.</summary>
public sealed class SavedView
{
    /// <summary>Its key.</summary>
    public long Id { get; init; }

    /// <summary>The owner: a user's email.</summary>
    public required string OwnedBy { get; init; }

    /// <summary>The page's path, such as <c>/calls</c>.</summary>
    public required string Page { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; set; }

    /// <summary>The page's query string, without the question mark.</summary>
    public required string Query { get; set; }

    /// <summary>The time at which the owner last looked at its results, UTC.</summary>
    public DateTime SeenUtc { get; set; }

    /// <summary>The last delivery that those results include. Results of later deliveries are new.</summary>
    public long SeenDeliveryId { get; set; }

    /// <summary>Whether the owner wants to be notified of new results.</summary>
    public bool Notifies { get; set; }
}
