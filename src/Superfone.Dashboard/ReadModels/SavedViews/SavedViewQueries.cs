using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.ReadModels.SavedViews;

/// <summary>Reads the filters that users have saved.</summary>
public sealed class SavedViewQueries(IDbContextFactory<PrimaryContext> contexts)
{
    /// <summary>The saved views of a page, by name.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="ownedBy">A user's email.</param>
    /// <param name="page">The page's path, such as <c>/calls</c>.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<IReadOnlyList<SavedViewItem>> ListAsync(Visibility visibility, string ownedBy, string page, CancellationToken cancellation = default)
    {
        await using var primary = await contexts.CreateDbContextAsync(cancellation);
        var views = await primary.SavedViews.Where(view => view.OwnedBy == ownedBy && view.Page == page)
            .OrderBy(view => view.Name).Select(view => new SavedViewItem(view.Id, view.Name, view.Query, view.SeenDeliveryId, view.Notifies)).ToListAsync(cancellation);

        // Saved before numbers were masked, a name or a filter may hold one.
        return visibility.MasksNumbers ? [.. views.Where(view => NumberMask.Of(view.Name + Uri.UnescapeDataString(view.Query)) == view.Name + Uri.UnescapeDataString(view.Query))] : views;
    }
}
