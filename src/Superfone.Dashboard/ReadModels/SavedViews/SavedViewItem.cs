namespace Superfone.Dashboard.ReadModels.SavedViews;

/// <summary>A filter of a page that somebody has named to come back to.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Name">What they call it.</param>
/// <param name="Query">The page's query string, without the question mark.</param>
/// <param name="SeenDeliveryId">The last delivery that was in what they saw when they last looked at it.</param>
/// <param name="Notifies">Whether they want to be notified of what it finds anew.</param>
public sealed record SavedViewItem(long Id, string Name, string Query, long SeenDeliveryId, bool Notifies);
