namespace Superfone.Dashboard.Storage.Primary.Destinations;

/// <summary>
/// Stores how far destinations have come: position, queue and attempts in one transaction. Call the methods through
/// <see cref="PrimaryWriter"/>. A power failure may undo the last seconds as a whole: events are then passed on again.
/// </summary>
public sealed class PassingTable(PrimaryFile file)
{
    /// <summary>The number of attempts that are kept of each destination.</summary>
    public const int MostAttempts = 200;

    /// <summary>Stores changes.</summary>
    /// <returns>Whether the destination still exists.</returns>
    public bool Save(PassingChanges changes)
    {
        using var transaction = new PrimaryTransaction(file, isDurable: false);
        if (transaction.Run(
            "UPDATE Destinations SET Position = $position, LastSuccessUtc = coalesce($success, LastSuccessUtc), FailingSinceUtc = $failing WHERE Id = $id",
            ("$position", changes.Position), ("$success", changes.LastSuccessUtc), ("$failing", changes.FailingSinceUtc), ("$id", changes.DestinationId)) == 0)
            return false;
        var attempts = AddAttempts(transaction, changes);
        foreach (var queued in changes.Queued)
            Put(transaction, queued, attempts.GetValueOrDefault(queued.DeliveryId));
        foreach (var delivery in changes.Done)
        {
            transaction.Run(
                "DELETE FROM DestinationDeliveries WHERE DestinationId = $id AND DeliveryId = $delivery", ("$id", changes.DestinationId), ("$delivery", delivery));
        }

        transaction.Commit();
        return true;
    }

    /// <summary>Puts deliveries into the queue again, as if they had just failed for the first time.</summary>
    /// <param name="destinationId">The destination.</param>
    /// <param name="deliveryId">The delivery; <see langword="null"/> for all that failed.</param>
    /// <param name="nowUtc">The current time, UTC.</param>
    /// <returns>How many there were: not those that are no longer in the log.</returns>
    public int Requeue(long destinationId, long? deliveryId, DateTime nowUtc)
    {
        using var transaction = new PrimaryTransaction(file);
        var count = deliveryId is null
            ? transaction.Run(
                "UPDATE DestinationDeliveries SET IsFailed = 0, QueuedUtc = $now, Attempts = 0, NextAttemptUtc = NULL WHERE DestinationId = $id AND IsFailed = 1", ("$id", destinationId), ("$now", nowUtc))
            : transaction.Run(
                """
                INSERT INTO DestinationDeliveries (DestinationId, DeliveryId, IsFailed, QueuedUtc, Attempts, Hash, Event, Problem)
                SELECT Destinations.Id, Deliveries.Id, 0, $now, 0, Hash, Event, 0 FROM Destinations, Deliveries
                WHERE Destinations.Id = $id AND Deliveries.Id = $delivery AND Status = 0
                ON CONFLICT (DestinationId, DeliveryId) DO UPDATE SET IsFailed = 0, QueuedUtc = $now, Attempts = 0, NextAttemptUtc = NULL
                """,
                ("$id", destinationId), ("$delivery", deliveryId), ("$now", nowUtc));
        transaction.Commit();
        return count;
    }

    private static Dictionary<long, long> AddAttempts(PrimaryTransaction transaction, PassingChanges changes)
    {
        Dictionary<long, long> ids = [];
        foreach (var attempt in changes.Attempts)
        {
            ids[attempt.DeliveryId] = transaction.Read(
                """
                INSERT INTO DestinationAttempts (DestinationId, DeliveryId, Event, Number, AtUtc, Milliseconds, Result, HttpStatus, Problem, NextAttemptUtc)
                VALUES ($id, $delivery, $event, $number, $at, $took, $result, $status, $problem, $next) RETURNING Id
                """,
                row => row.GetInt64(0),
                ("$id", changes.DestinationId), ("$delivery", attempt.DeliveryId), ("$event", attempt.Event), ("$number", attempt.Number), ("$at", attempt.AtUtc),
                ("$took", attempt.Milliseconds), ("$result", attempt.Result), ("$status", attempt.HttpStatus), ("$problem", attempt.Problem),
                ("$next", attempt.NextAttemptUtc)).Single();
        }

        if (changes.Attempts.Count > 0)
        {
            transaction.Run(
                """
                DELETE FROM DestinationAttempts WHERE DestinationId = $id
                    AND Id <= (SELECT Id FROM DestinationAttempts WHERE DestinationId = $id ORDER BY Id DESC LIMIT 1 OFFSET $most)
                """,
                ("$id", changes.DestinationId), ("$most", MostAttempts));
        }

        return ids;
    }

    private static void Put(PrimaryTransaction transaction, QueuedDelivery queued, long attempt) => transaction.Run(
        """
        INSERT INTO DestinationDeliveries
            (DestinationId, DeliveryId, IsFailed, QueuedUtc, Attempts, NextAttemptUtc, Hash, Event, LastAttemptId, LastAttemptUtc, HttpStatus, Problem)
        VALUES ($id, $delivery, $failed, $queued, $attempts, $next, (SELECT Hash FROM Deliveries WHERE Id = $delivery), $event, $attempt, $at, $status, $problem)
        ON CONFLICT (DestinationId, DeliveryId) DO UPDATE SET
            IsFailed = excluded.IsFailed, QueuedUtc = excluded.QueuedUtc, Attempts = excluded.Attempts, NextAttemptUtc = excluded.NextAttemptUtc,
            LastAttemptId = coalesce(excluded.LastAttemptId, DestinationDeliveries.LastAttemptId), LastAttemptUtc = excluded.LastAttemptUtc,
            HttpStatus = excluded.HttpStatus, Problem = excluded.Problem
        """,
        ("$id", queued.DestinationId), ("$delivery", queued.DeliveryId), ("$failed", queued.IsFailed), ("$queued", queued.QueuedUtc),
        ("$attempts", queued.Attempts), ("$next", queued.NextAttemptUtc), ("$event", queued.Event), ("$attempt", attempt == 0 ? null : attempt),
        ("$at", queued.LastAttemptUtc), ("$status", queued.HttpStatus), ("$problem", queued.Problem));
}
