namespace Superfone.Dashboard.ReadModels.SavedViews;

/// <summary>A filter of a page that a user has saved under a name.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Name">Its name.</param>
/// <param name="Query">The page's query string, without the question mark.</param>
/// <param name="SeenDeliveryId">The last delivery that was projected when it was last opened.</param>
/// <param name="Notifies">Whether to notify them of new results.</param>
public sealed record SavedViewItem(long Id, string Name, string Query, long SeenDeliveryId, bool Notifies);
