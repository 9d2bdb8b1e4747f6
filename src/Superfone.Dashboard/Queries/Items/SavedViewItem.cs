namespace Superfone.Dashboard.Queries.Items;

/// <summary>A filter of a page that somebody has named to come back to.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Name">What they call it.</param>
/// <param name="Query">The page's query string, without the question mark.</param>
public sealed record SavedViewItem(long Id, string Name, string Query);
