namespace Superfone.Dashboard.Storage.Primary;

/// <summary>The table of saved filters. Every method changes only rows of the given owner, and returns whether there was one.</summary>
public sealed class SavedViewTable(IPrimaryStore store)
{
    /// <summary>Adds a filter, or replaces the query of the one that has the same name on the same page.</summary>
    public bool Save(string ownedBy, string page, string name, string query, DateTime nowUtc) => Run(
        """
        INSERT INTO SavedViews (OwnedBy, Page, Name, Query, SeenUtc, SeenDeliveryId, Notifies) VALUES (@owner, @page, @name, @query, @now, 0, false)
        ON CONFLICT (OwnedBy, Page, Name) DO UPDATE SET Query = excluded.Query
        """,
        ("@owner", ownedBy), ("@page", page), ("@name", name), ("@query", query), ("@now", nowUtc));

    /// <summary>Renames a filter, unless another one of the page has the name.</summary>
    public bool Rename(string ownedBy, long id, string name) => Run(
        """
        UPDATE SavedViews SET Name = @name WHERE Id = @id AND OwnedBy = @owner
            AND NOT EXISTS (SELECT 1 FROM SavedViews AS other WHERE other.OwnedBy = SavedViews.OwnedBy AND other.Page = SavedViews.Page AND other.Name = @name AND other.Id <> SavedViews.Id)
        """,
        ("@owner", ownedBy), ("@id", id), ("@name", name));

    /// <summary>Stores the time at which the owner last looked at the results, and the last delivery that they include.</summary>
    public bool See(string ownedBy, long id, long deliveryId, DateTime nowUtc) => Run(
        "UPDATE SavedViews SET SeenDeliveryId = @delivery, SeenUtc = @now WHERE Id = @id AND OwnedBy = @owner",
        ("@owner", ownedBy), ("@id", id), ("@delivery", deliveryId), ("@now", nowUtc));

    /// <summary>Stores whether the owner wants to be notified of new results.</summary>
    public bool SetNotifies(string ownedBy, long id, bool notifies) => Run(
        "UPDATE SavedViews SET Notifies = @notifies WHERE Id = @id AND OwnedBy = @owner",
        ("@owner", ownedBy), ("@id", id), ("@notifies", notifies));

    /// <summary>Deletes a filter.</summary>
    public bool Delete(string ownedBy, long id) =>
        Run("DELETE FROM SavedViews WHERE Id = @id AND OwnedBy = @owner", ("@owner", ownedBy), ("@id", id));

    private bool Run(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var transaction = new PrimaryTransaction(store);
        var isDone = transaction.Run(sql, values) > 0;
        transaction.Commit();
        return isDone;
    }
}
