namespace Superfone.Dashboard.Storage.Primary.Destinations;

/// <summary>
/// Stores how far destinations have come: position, queue and attempts in one transaction. Call the methods through
/// <see cref="PrimaryWriter"/>. A power failure may undo the last seconds as a whole: events are then passed on again.
/// </summary>
public sealed class PassingTable(IPrimaryStore store)
{
    /// <summary>The number of attempts that are kept of each destination.</summary>
    public const int MostAttempts = 200;

    /// <summary>The number of rows that one transaction changes at most, because deliveries wait for it.</summary>
    public const int PerTransaction = 200;

    /// <summary>Stores changes.</summary>
    /// <returns>Whether the destination still exists.</returns>
    public bool Save(PassingChanges changes)
    {
        using var transaction = new PrimaryTransaction(store, isDurable: false);
        if (transaction.Run(
            "UPDATE Destinations SET Position = @position, LastSuccessUtc = coalesce(@success, LastSuccessUtc), FailingSinceUtc = @failing WHERE Id = @id",
            ("@position", changes.Position), ("@success", changes.LastSuccessUtc), ("@failing", changes.FailingSinceUtc), ("@id", changes.DestinationId)) == 0)
            return false;
        var attempts = AddAttempts(transaction, changes);
        foreach (var queued in changes.Queued)
            Put(transaction, queued, attempts.GetValueOrDefault(queued.DeliveryId));
        foreach (var delivery in changes.Done)
        {
            transaction.Run(
                "DELETE FROM DestinationDeliveries WHERE DestinationId = @id AND DeliveryId = @delivery", ("@id", changes.DestinationId), ("@delivery", delivery));
        }

        transaction.Commit();
        return true;
    }

    /// <summary>
    /// Puts a delivery into the queue again, as if it had just failed for the first time, and as it is in the log now: what was erased since is not
    /// in it. One that is no longer in the log leaves the list of what failed.
    /// </summary>
    /// <param name="destinationId">The destination.</param>
    /// <param name="deliveryId">The delivery.</param>
    /// <param name="nowUtc">The current time, UTC.</param>
    /// <returns>Whether it is in the log.</returns>
    public bool Requeue(long destinationId, long deliveryId, DateTime nowUtc)
    {
        using var transaction = new PrimaryTransaction(store);
        var isKnown = transaction.Run(
            $"""
            INSERT INTO DestinationDeliveries (DestinationId, DeliveryId, IsFailed, QueuedUtc, Attempts, Hash, Event, Problem)
            SELECT Destinations.Id, Deliveries.Id, false, @now, 0, Hash, Event, 0 FROM Destinations, Deliveries
            WHERE Destinations.Id = @id AND Deliveries.Id = @delivery AND {PassableLog.IsPassable}
            ON CONFLICT (DestinationId, DeliveryId) DO UPDATE SET IsFailed = false, QueuedUtc = @now, Attempts = 0, NextAttemptUtc = NULL, Hash = excluded.Hash
            """,
            ("@id", destinationId), ("@delivery", deliveryId), ("@now", nowUtc)) > 0;
        if (!isKnown)
            transaction.Run("DELETE FROM DestinationDeliveries WHERE DestinationId = @id AND DeliveryId = @delivery AND IsFailed", ("@id", destinationId), ("@delivery", deliveryId));
        transaction.Commit();
        return isKnown;
    }

    /// <summary>Does the same as <see cref="Requeue"/> for the next deliveries that failed for too long, at most <see cref="PerTransaction"/>.</summary>
    /// <param name="destinationId">The destination.</param>
    /// <param name="after">The last delivery of the part before; 0 for the first part.</param>
    /// <param name="nowUtc">The current time, UTC.</param>
    /// <returns>The last one of this part, and how many are and are not in the log; <see langword="null"/> if there are no more.</returns>
    public (long Last, int Known, int Gone)? RequeueFailed(long destinationId, long after, DateTime nowUtc)
    {
        const string Part = "DestinationId = @id AND IsFailed AND DeliveryId > @after AND DeliveryId <= @last";

        using var transaction = new PrimaryTransaction(store);
        var ids = transaction.Read(
            "SELECT DeliveryId FROM DestinationDeliveries WHERE DestinationId = @id AND IsFailed AND DeliveryId > @after ORDER BY DeliveryId LIMIT @most",
            row => row.GetInt64(0), ("@id", destinationId), ("@after", after), ("@most", PerTransaction));
        if (ids is not [.., var last])
            return null;
        var gone = transaction.Run(
            $"DELETE FROM DestinationDeliveries WHERE {Part} AND NOT EXISTS (SELECT 1 FROM Deliveries WHERE Deliveries.Id = DeliveryId AND {PassableLog.IsPassable})",
            ("@id", destinationId), ("@after", after), ("@last", last));
        var known = transaction.Run(
            $"""
            UPDATE DestinationDeliveries SET IsFailed = false, QueuedUtc = @now, Attempts = 0, NextAttemptUtc = NULL, Hash = (SELECT Hash FROM Deliveries WHERE Deliveries.Id = DeliveryId)
            WHERE {Part}
            """,
            ("@id", destinationId), ("@after", after), ("@last", last), ("@now", nowUtc));
        transaction.Commit();
        return (last, known, gone);
    }

    private static Dictionary<long, long> AddAttempts(PrimaryTransaction transaction, PassingChanges changes)
    {
        Dictionary<long, long> ids = [];
        foreach (var attempt in changes.Attempts)
        {
            ids[attempt.DeliveryId] = transaction.Read(
                """
                INSERT INTO DestinationAttempts (DestinationId, DeliveryId, Event, Number, AtUtc, Milliseconds, Result, HttpStatus, Problem, NextAttemptUtc)
                VALUES (@id, @delivery, @event, @number, @at, @took, @result, @status, @problem, @next) RETURNING Id
                """,
                row => row.GetInt64(0),
                ("@id", changes.DestinationId), ("@delivery", attempt.DeliveryId), ("@event", attempt.Event), ("@number", attempt.Number), ("@at", attempt.AtUtc),
                ("@took", attempt.Milliseconds), ("@result", attempt.Result), ("@status", attempt.HttpStatus), ("@problem", attempt.Problem),
                ("@next", attempt.NextAttemptUtc)).Single();
        }

        if (changes.Attempts.Count > 0)
        {
            transaction.Run(
                """
                DELETE FROM DestinationAttempts WHERE DestinationId = @id
                    AND Id <= (SELECT Id FROM DestinationAttempts WHERE DestinationId = @id ORDER BY Id DESC LIMIT 1 OFFSET @most)
                """,
                ("@id", changes.DestinationId), ("@most", MostAttempts));
        }

        return ids;
    }

    private static void Put(PrimaryTransaction transaction, QueuedDelivery queued, long attempt) => transaction.Run(
        """
        INSERT INTO DestinationDeliveries
            (DestinationId, DeliveryId, IsFailed, QueuedUtc, Attempts, NextAttemptUtc, Hash, Event, LastAttemptId, LastAttemptUtc, HttpStatus, Problem)
        VALUES (@id, @delivery, @failed, @queued, @attempts, @next, @hash, @event, @attempt, @at, @status, @problem)
        ON CONFLICT (DestinationId, DeliveryId) DO UPDATE SET
            IsFailed = excluded.IsFailed, QueuedUtc = excluded.QueuedUtc, Attempts = excluded.Attempts, NextAttemptUtc = excluded.NextAttemptUtc,
            LastAttemptId = coalesce(excluded.LastAttemptId, DestinationDeliveries.LastAttemptId), LastAttemptUtc = excluded.LastAttemptUtc,
            HttpStatus = excluded.HttpStatus, Problem = excluded.Problem
        """,
        ("@id", queued.DestinationId), ("@delivery", queued.DeliveryId), ("@failed", queued.IsFailed), ("@queued", queued.QueuedUtc),
        ("@attempts", queued.Attempts), ("@next", queued.NextAttemptUtc), ("@hash", queued.Hash), ("@event", queued.Event), ("@attempt", attempt == 0 ? null : attempt),
        ("@at", queued.LastAttemptUtc), ("@status", queued.HttpStatus), ("@problem", queued.Problem));
}
