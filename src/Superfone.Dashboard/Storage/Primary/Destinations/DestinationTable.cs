using Microsoft.EntityFrameworkCore;

namespace Superfone.Dashboard.Storage.Primary.Destinations;

/// <summary>The destinations. Call the writing methods through <see cref="PrimaryWriter"/>.</summary>
public sealed class DestinationTable(PrimaryFile file, IDbContextFactory<PrimaryContext> contexts)
{
    /// <summary>Reads all destinations, oldest first.</summary>
    public async Task<IReadOnlyList<Destination>> ReadAsync(CancellationToken cancellation = default)
    {
        await using var primary = await contexts.CreateDbContextAsync(cancellation);
        return await primary.Destinations.AsNoTracking().OrderBy(destination => destination.Id).ToListAsync(cancellation);
    }

    /// <summary>Finds a destination; <see langword="null"/> if it does not exist.</summary>
    public async Task<Destination?> FindAsync(long id, CancellationToken cancellation = default)
    {
        await using var primary = await contexts.CreateDbContextAsync(cancellation);
        return await primary.Destinations.AsNoTracking().SingleOrDefaultAsync(destination => destination.Id == id, cancellation);
    }

    /// <summary>Adds a destination at the end of the log, unless there are as many as may be.</summary>
    /// <param name="destination">The destination; its position is ignored.</param>
    /// <param name="most">The number of destinations that may exist.</param>
    /// <returns>Its key; <see langword="null"/> if there are too many.</returns>
    public long? Add(Destination destination, int most)
    {
        using var transaction = new PrimaryTransaction(file);
        var ids = transaction.Read(
            """
            INSERT INTO Destinations (Name, Url, Form, Events, Accounts, IsEnabled, LogId, Secret, Position, CreatedUtc)
            SELECT $name, $url, $form, $events, $accounts, $enabled, $log, $secret, (SELECT coalesce(MAX(Id), 0) FROM Deliveries), $created
            WHERE (SELECT COUNT(*) FROM Destinations) < $most
            RETURNING Id
            """,
            row => row.GetInt64(0),
            [.. Values(destination), ("$log", destination.LogId), ("$secret", destination.Secret), ("$created", destination.CreatedUtc), ("$most", most)]);
        transaction.Commit();
        return ids is [var id] ? id : null;
    }

    /// <summary>Stores the changed settings of a destination. What it has failed at until now no longer counts as failing.</summary>
    /// <param name="destination">The destination.</param>
    public void Update(Destination destination) => Run(
        """
        UPDATE Destinations SET Name = $name, Url = $url, Form = $form, Events = $events, Accounts = $accounts, IsEnabled = $enabled, LogId = $log, FailingSinceUtc = NULL
        WHERE Id = $id
        """,
        [.. Values(destination), ("$log", destination.LogId), ("$id", destination.Id)]);

    /// <summary>Replaces the secret of a destination; the present one signs too for a while.</summary>
    /// <param name="id">The destination.</param>
    /// <param name="secret">The new secret, protected.</param>
    /// <param name="formerUntilUtc">The time until which the present one signs too, UTC.</param>
    public void SetSecret(long id, string secret, DateTime formerUntilUtc) => Run(
        "UPDATE Destinations SET FormerSecret = Secret, FormerSecretUntilUtc = $until, Secret = $secret WHERE Id = $id",
        ("$secret", secret), ("$until", formerUntilUtc), ("$id", id));

    /// <summary>Removes a destination with its queue and attempts.</summary>
    public void Remove(long id)
    {
        using var transaction = new PrimaryTransaction(file);
        foreach (var table in new[] { "DestinationAttempts", "DestinationDeliveries" })
            transaction.Run($"DELETE FROM {table} WHERE DestinationId = $id", ("$id", id));
        transaction.Run("DELETE FROM Destinations WHERE Id = $id", ("$id", id));
        transaction.Commit();
    }

    private static (string Name, object? Value)[] Values(Destination destination) =>
    [
        ("$name", destination.Name), ("$url", destination.Url), ("$form", destination.Form), ("$events", destination.Events),
        ("$accounts", destination.Accounts), ("$enabled", destination.IsEnabled),
    ];

    private void Run(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var transaction = new PrimaryTransaction(file);
        transaction.Run(sql, values);
        transaction.Commit();
    }
}
