using System.Data.Common;
using Superfone.Dashboard.Storage.Nodes;
using Superfone.Dashboard.Storage.Primary.Bodies;
using Superfone.Events;

namespace Superfone.Dashboard.Storage.Primary.Recordings;

/// <summary>
/// The table of recordings: a queue of downloads, and the stored files. Every change except a claim is durable when its method returns, and
/// is published to the change feed.
/// </summary>
public sealed class RecordingTable(IPrimaryStore store, PrimaryChanges changes, RecordingSignal signal, TimeProvider time)
{
    // The first condition is that of the index. Recordings that are being downloaded are not in the queue.
    private const string Waits = "Status NOT IN (2, 4) AND Status <> 1";
    private const string IsDue = $"{Waits} AND ExpiresUtc > @now AND (NextAttemptUtc IS NULL OR NextAttemptUtc <= @now OR NextAttemptUtc > @latest)";

    /// <summary>Finds the call whose recording is downloaded next.</summary>
    internal const string Next = $"SELECT CdrId FROM Recordings WHERE {IsDue} ORDER BY ExpiresUtc LIMIT 1";

    /// <summary>The longest delay of an attempt. What waits for longer was postponed before the clock was set back, and is due.</summary>
    public static readonly TimeSpan LongestDelay = TimeSpan.FromHours(6);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private DateTime Latest => Now + LongestDelay;

    /// <summary>Returns recordings to the queue that were being downloaded when the application stopped.</summary>
    /// <returns>The calls.</returns>
    public List<long> Release() => Change(
        "UPDATE Recordings SET Status = 0, NextAttemptUtc = NULL WHERE Status = 1 RETURNING CdrId");

    /// <summary>Counts the recordings that are to be downloaded.</summary>
    public long CountQueued()
    {
        using var connection = store.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM Recordings WHERE {Waits}";
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Marks recordings whose URL has expired, then claims the due one whose URL expires first.</summary>
    /// <returns>The download; <see langword="null"/> if nothing is due.</returns>
    internal RecordingJob? Claim()
    {
        // A claim that is lost in a power failure is made again.
        using var transaction = new PrimaryTransaction(store, isDurable: false);
        var expired = transaction.Read(
            $"UPDATE Recordings SET Status = 4, NextAttemptUtc = NULL WHERE {Waits} AND ExpiresUtc <= @now RETURNING CdrId", ReadCall, ("@now", Now));
        var job = transaction.Read(
            $"""
            SELECT CdrId, DeliveryId, coalesce(ReceivedUtc, 0), ExpiresUtc, Attempts + 1, Body, Deliveries.SizeBytes, Dictionary, Encoding
            FROM Recordings LEFT JOIN Deliveries ON Deliveries.Id = DeliveryId
            WHERE CdrId = ({Next})
            """,
            row => new RecordingJob(
                row.GetInt64(0), row.GetInt64(1), UtcMilliseconds.ToInstant(row.GetInt64(2)), UtcMilliseconds.ToInstant(row.GetInt64(3)),
                row.GetInt32(4), row.IsDBNull(5) ? null : RecordingAnnouncement.Find(StoredBody.Read(row, 5).ContentOrBytes())?.Url),
            ("@now", Now), ("@latest", Latest)).FirstOrDefault();
        if (job is not null)
            transaction.Run("UPDATE Recordings SET Status = 1, Attempts = @attempt WHERE CdrId = @call", ("@attempt", job.Attempt), ("@call", job.CdrId));
        transaction.Commit();

        // The queue is not signalled: a claim makes nothing due.
        Publish(job is null ? expired : [.. expired, job.CdrId]);
        return job;
    }

    /// <summary>Postpones everything that is due.</summary>
    /// <param name="reason">The reason: a sentence.</param>
    /// <param name="untilUtc">The time of the next attempt, UTC.</param>
    public void Postpone(string reason, DateTime untilUtc) => Change(
        $"UPDATE Recordings SET Status = 3, NextAttemptUtc = @next, Error = @error WHERE {IsDue} RETURNING CdrId",
        ("@now", Now), ("@latest", Latest), ("@next", untilUtc), ("@error", reason));

    /// <summary>The next time at which a recording becomes due or expires, UTC; <see langword="null"/> while the queue is empty.</summary>
    public DateTime? NextUtc()
    {
        using var connection = store.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT MIN(CASE WHEN NextAttemptUtc > ExpiresUtc THEN ExpiresUtc ELSE coalesce(NextAttemptUtc, 0) END) FROM Recordings WHERE {Waits}";
        return command.ExecuteScalar() is long next ? UtcMilliseconds.ToInstant(next) : null;
    }

    /// <summary>The number of recordings that are not stored although they were announced long ago or a download failed, and whose URL ends soon.</summary>
    /// <param name="announcedUtc">What was announced after it has not had its turn yet, UTC.</param>
    /// <param name="endUtc">The last instant that is soon, UTC.</param>
    public int CountEnding(DateTime announcedUtc, DateTime endUtc)
    {
        using var connection = store.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            SELECT COUNT(*) FROM Recordings JOIN Deliveries ON Deliveries.Id = DeliveryId
            WHERE Recordings.Status NOT IN (2, 4) AND ExpiresUtc > @now AND ExpiresUtc <= @end AND (Recordings.Status = 3 OR ReceivedUtc < @announced)
            """;
        foreach (var (name, instant) in new[] { ("@now", Now), ("@end", endUtc), ("@announced", announcedUtc) })
            command.Bind(name, instant);
        return Convert.ToInt32(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Makes a failed download due at once.</summary>
    /// <returns>Whether there was a failed download whose URL is still valid.</returns>
    public bool Retry(long cdrId) => Change(
        "UPDATE Recordings SET Status = 0, Attempts = 0, NextAttemptUtc = NULL WHERE CdrId = @call AND Status = 3 AND ExpiresUtc > @now RETURNING CdrId",
        ("@call", cdrId), ("@now", Now)).Count > 0;

    /// <summary>Records that a stored file is missing. It is downloaded again if its URL is still valid.</summary>
    /// <param name="cdrId">The call.</param>
    /// <param name="path">The path of the missing file. If another file has been stored since, nothing changes.</param>
    public void Lose(long cdrId, string path) => Change(
        """
        UPDATE Recordings SET Status = CASE WHEN ExpiresUtc > @now THEN 0 ELSE 4 END, Attempts = 0, NextAttemptUtc = NULL,
            Error = 'The stored file is gone.', Path = NULL, ContentType = NULL, SizeBytes = NULL, Sha256 = NULL, StoredUtc = NULL,
            Playability = 0
        WHERE CdrId = @call AND Status = 2 AND Path = @path RETURNING CdrId
        """,
        ("@call", cdrId), ("@path", path), ("@now", Now));

    /// <summary>Records that a stored file has another path.</summary>
    /// <param name="cdrId">The call.</param>
    /// <param name="path">The path that it had. If another file has been stored since, nothing changes.</param>
    /// <param name="newPath">The path that it has.</param>
    /// <returns>Whether it was changed.</returns>
    public bool Relocate(long cdrId, string path, string newPath) => Change(
        "UPDATE Recordings SET Path = @new WHERE CdrId = @call AND Status = 2 AND Path = @path RETURNING CdrId",
        ("@call", cdrId), ("@path", path), ("@new", newPath)).Count > 0;

    /// <summary>Records that a stored file was deleted, because it was kept for as long as it may be.</summary>
    /// <param name="cdrId">The call.</param>
    /// <param name="path">The path of the deleted file. If another file has been stored since, nothing changes.</param>
    public void Expire(long cdrId, string path) => Change(
        """
        UPDATE Recordings SET Status = 4, NextAttemptUtc = NULL, Error = NULL, Path = NULL, ContentType = NULL, SizeBytes = NULL, Sha256 = NULL,
            StoredUtc = NULL, Playability = 0
        WHERE CdrId = @call AND Status = 2 AND Path = @path RETURNING CdrId
        """,
        ("@call", cdrId), ("@path", path));

    /// <summary>Records the stored file of a recording.</summary>
    /// <returns>Whether there was such a recording; it may have been erased meanwhile.</returns>
    public bool Store(long cdrId, StoredFile stored) => Change(
        """
        UPDATE Recordings SET Status = 2, NextAttemptUtc = NULL, Error = NULL,
            Path = @path, ContentType = @type, SizeBytes = @size, Sha256 = @hash, StoredUtc = @stored, Playability = @playability
        WHERE CdrId = @call RETURNING CdrId
        """,
        ("@call", cdrId), ("@path", stored.Path), ("@type", stored.ContentType), ("@size", stored.SizeBytes), ("@hash", stored.Sha256),
        ("@stored", stored.StoredUtc), ("@playability", stored.Playability)).Count > 0;

    /// <summary>Records that a download failed. If a later delivery has announced another URL, that one is due at once.</summary>
    /// <param name="job">The download.</param>
    /// <param name="reason">The reason: a sentence without the URL's signature.</param>
    /// <param name="attempts">The number of attempts that count so far.</param>
    /// <param name="nextUtc">The time of the next attempt, UTC.</param>
    internal void Fail(RecordingJob job, string? reason, int attempts, DateTime nextUtc) => Change(
        """
        UPDATE Recordings SET
            Status = CASE WHEN DeliveryId = @delivery THEN 3 ELSE 0 END,
            NextAttemptUtc = CASE WHEN DeliveryId = @delivery THEN @next END,
            Attempts = CASE WHEN DeliveryId = @delivery THEN @attempts ELSE 0 END,
            Error = @error
        WHERE CdrId = @call AND Status = 1 RETURNING CdrId
        """,
        ("@call", job.CdrId), ("@delivery", job.DeliveryId), ("@error", reason),
        ("@attempts", attempts), ("@next", nextUtc));

    private List<long> Change(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var transaction = new PrimaryTransaction(store);
        var calls = transaction.Read(sql, ReadCall, values);
        transaction.Commit();
        Publish(calls);
        if (calls.Count > 0)
            signal.Notify();
        return calls;
    }

    private static long ReadCall(DbDataReader row) => row.GetInt64(0);

    private void Publish(List<long> calls)
    {
        if (calls.Count > 0)
            changes.Publish(calls);
    }
}
