using Microsoft.Data.Sqlite;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Decisions;

/// <summary>Keeps the filters that people name. Each belongs to one person, and a name to one filter of a page.</summary>
public sealed class SavedViewStore(PrimaryFile file, PrimaryWriter writer, TimeProvider time)
{
    /// <summary>The longest name, in characters.</summary>
    public const int LongestName = 60;

    /// <summary>Keeps a filter under a name; one that has the name already is replaced.</summary>
    /// <param name="ownedBy">A user's email.</param>
    /// <param name="page">The page's path, such as <c>/calls</c>.</param>
    /// <param name="name">What they call it.</param>
    /// <param name="query">The page's query string, without the question mark.</param>
    /// <exception cref="SqliteException">Storage did not accept it.</exception>
    public Task SaveAsync(string ownedBy, string page, string name, string query) => RunAsync(
        """
        INSERT INTO SavedViews (OwnedBy, Page, Name, Query, SeenUtc) VALUES ($owner, $page, $name, $query, $now)
        ON CONFLICT (OwnedBy, Page, Name) DO UPDATE SET Query = excluded.Query
        """,
        ("$owner", ownedBy),
        ("$page", page),
        ("$name", Shortened(name)),
        ("$query", query),
        ("$now", time.GetUtcNow().UtcDateTime));

    /// <summary>Gives a filter another name.</summary>
    /// <returns>Whether it has it now: not where another filter of the page has that name.</returns>
    public Task<bool> RenameAsync(string ownedBy, long id, string name) => RunAsync(
        "UPDATE OR IGNORE SavedViews SET Name = $name WHERE Id = $id AND OwnedBy = $owner",
        ("$owner", ownedBy),
        ("$id", id),
        ("$name", Shortened(name)));

    /// <summary>Keeps that its owner has just looked at what a filter finds.</summary>
    /// <param name="ownedBy">A user's email.</param>
    /// <param name="id">The filter.</param>
    /// <param name="deliveryId">The last delivery that is in what they see.</param>
    public Task SeeAsync(string ownedBy, long id, long deliveryId) => RunAsync(
        "UPDATE SavedViews SET SeenDeliveryId = $delivery, SeenUtc = $now WHERE Id = $id AND OwnedBy = $owner",
        ("$owner", ownedBy),
        ("$id", id),
        ("$delivery", deliveryId),
        ("$now", time.GetUtcNow().UtcDateTime));

    /// <summary>Keeps whether its owner wants to be notified of what a filter finds anew.</summary>
    public Task NotifyAsync(string ownedBy, long id, bool notifies) => RunAsync(
        "UPDATE SavedViews SET Notifies = $notifies WHERE Id = $id AND OwnedBy = $owner",
        ("$owner", ownedBy),
        ("$id", id),
        ("$notifies", notifies));

    /// <summary>Forgets a filter.</summary>
    /// <returns>Whether it was there.</returns>
    public Task<bool> DeleteAsync(string ownedBy, long id) =>
        RunAsync("DELETE FROM SavedViews WHERE Id = $id AND OwnedBy = $owner", ("$owner", ownedBy), ("$id", id));

    private static string Shortened(string name) => name.Trim() is var trimmed && trimmed.Length > LongestName ? trimmed[..LongestName] : trimmed;

    private Task<bool> RunAsync(string sql, params (string Name, object? Value)[] values) => writer.RunAsync(() =>
    {
        using var transaction = new PrimaryTransaction(file);
        var isDone = transaction.Run(sql, values) > 0;
        transaction.Commit();
        return isDone;
    });
}
