using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Decisions;

/// <summary>
/// Stores the filters that users name. Each belongs to one user, and within a page each name to one filter. Every method fails with a
/// <see cref="System.Data.Common.DbException"/> if storage does not accept the change.
/// </summary>
public sealed class SavedViewStore(SavedViewTable views, PrimaryWriter writer, TimeProvider time)
{
    /// <summary>The maximum length of a name, in characters.</summary>
    public const int LongestName = 60;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Saves a filter under a name, replacing the one that already has the name.</summary>
    /// <param name="ownedBy">A user's email.</param>
    /// <param name="page">The page's path, such as <c>/calls</c>.</param>
    /// <param name="name">The filter's name.</param>
    /// <param name="query">The page's query string, without the question mark.</param>
    public Task SaveAsync(string ownedBy, string page, string name, string query) =>
        writer.RunAsync(() => views.Save(ownedBy, page, Shortened(name), query, Now));

    /// <summary>Renames a filter.</summary>
    /// <returns><see langword="false"/> if another filter of the page has that name.</returns>
    public Task<bool> RenameAsync(string ownedBy, long id, string name) => writer.RunAsync(() => views.Rename(ownedBy, id, Shortened(name)));

    /// <summary>Records that the owner has just looked at a filter's results.</summary>
    /// <param name="ownedBy">A user's email.</param>
    /// <param name="id">The filter.</param>
    /// <param name="deliveryId">The last delivery that the results include.</param>
    public Task SeeAsync(string ownedBy, long id, long deliveryId) => writer.RunAsync(() => views.See(ownedBy, id, deliveryId, Now));

    /// <summary>Stores whether the owner wants to be notified of new results.</summary>
    public Task NotifyAsync(string ownedBy, long id, bool notifies) => writer.RunAsync(() => views.SetNotifies(ownedBy, id, notifies));

    /// <summary>Deletes a filter.</summary>
    /// <returns>Whether it existed.</returns>
    public Task<bool> DeleteAsync(string ownedBy, long id) => writer.RunAsync(() => views.Delete(ownedBy, id));

    private static string Shortened(string name) => name.Trim() is var trimmed && trimmed.Length > LongestName ? trimmed[..LongestName] : trimmed;
}
