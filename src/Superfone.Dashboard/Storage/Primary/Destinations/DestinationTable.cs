using Microsoft.EntityFrameworkCore;

namespace Superfone.Dashboard.Storage.Primary.Destinations;

/// <summary>The destinations. Call the writing methods through <see cref="PrimaryWriter"/>.</summary>
public sealed class DestinationTable(IPrimaryStore store, IDbContextFactory<PrimaryContext> contexts)
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
        using var transaction = new PrimaryTransaction(store);
        var ids = transaction.Read(
            """
            INSERT INTO Destinations (Name, Url, Form, Events, Accounts, Conditions, IsEnabled, LogId, Secret, Position, CreatedUtc)
            SELECT @name, @url, @form, @events, @accounts, @conditions, @enabled, @log, @secret, (SELECT coalesce(MAX(Id), 0) FROM Deliveries), @created
            WHERE (SELECT COUNT(*) FROM Destinations) < @most
            RETURNING Id
            """,
            row => row.GetInt64(0),
            ("@name", destination.Name), ("@url", destination.Url), ("@form", destination.Form), ("@events", destination.Events),
            ("@accounts", destination.Accounts), ("@conditions", destination.Conditions), ("@enabled", destination.IsEnabled),
            ("@log", destination.LogId), ("@secret", destination.Secret), ("@created", destination.CreatedUtc), ("@most", most));
        transaction.Commit();
        return ids is [var id] ? id : null;
    }

    /// <summary>Changes a destination. Unless the change concerns its name only, what it has failed at until now no longer counts as failing.</summary>
    /// <returns>Whether it exists.</returns>
    public bool Change(long id, DestinationChange change) => Run(
        """
        UPDATE Destinations SET
            FailingSinceUtc = CASE WHEN (Url, Form, Events, Accounts, Conditions, IsEnabled, LogId)
                = (coalesce(@url, Url), coalesce(@form, Form), coalesce(@events, Events), coalesce(@accounts, Accounts), coalesce(@conditions, Conditions), coalesce(@enabled, IsEnabled), coalesce(@log, LogId))
                THEN FailingSinceUtc END,
            Name = coalesce(@name, Name), Url = coalesce(@url, Url), Form = coalesce(@form, Form), Events = coalesce(@events, Events), Accounts = coalesce(@accounts, Accounts),
            Conditions = coalesce(@conditions, Conditions), IsEnabled = coalesce(@enabled, IsEnabled), LogId = coalesce(@log, LogId)
        WHERE Id = @id
        """,
        ("@name", change.Name), ("@url", change.Url), ("@form", change.Form), ("@events", change.Events), ("@accounts", change.Accounts),
        ("@conditions", change.Conditions), ("@enabled", change.IsEnabled), ("@log", change.LogId), ("@id", id));

    /// <summary>Replaces the secret of a destination, unless somebody else has since; the present one signs too for a while.</summary>
    /// <param name="present">The destination as it was read.</param>
    /// <param name="secret">The new secret, protected.</param>
    /// <param name="formerUntilUtc">The time until which the present one signs too, UTC.</param>
    /// <returns>Whether it was replaced.</returns>
    public bool SetSecret(Destination present, string secret, DateTime formerUntilUtc) => Run(
        "UPDATE Destinations SET FormerSecret = Secret, FormerSecretUntilUtc = @until, Secret = @secret, FailingSinceUtc = NULL WHERE Id = @id AND Secret = @present",
        ("@secret", secret), ("@until", formerUntilUtc), ("@id", present.Id), ("@present", present.Secret));

    /// <summary>
    /// Removes a part of a destination's queue or, once it is empty, the destination with its attempts. Pause it first. Call it until it is removed,
    /// so that deliveries, which wait for each transaction, are stored in between.
    /// </summary>
    /// <returns>Whether it is removed.</returns>
    public bool RemovePart(long id)
    {
        using var transaction = new PrimaryTransaction(store);
        var isLast = transaction.Run(
            "DELETE FROM DestinationDeliveries WHERE DestinationId = @id AND DeliveryId IN (SELECT DeliveryId FROM DestinationDeliveries WHERE DestinationId = @id LIMIT @most)",
            ("@id", id), ("@most", PassingTable.PerTransaction)) < PassingTable.PerTransaction;
        if (isLast)
        {
            transaction.Run("DELETE FROM DestinationAttempts WHERE DestinationId = @id", ("@id", id));
            transaction.Run("DELETE FROM Destinations WHERE Id = @id", ("@id", id));
        }

        transaction.Commit();
        return isLast;
    }

    private bool Run(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var transaction = new PrimaryTransaction(store);
        var rows = transaction.Run(sql, values);
        transaction.Commit();
        return rows > 0;
    }
}
