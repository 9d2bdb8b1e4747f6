using Microsoft.Data.Sqlite;
using Superfone.Dashboard.Recordings.Files;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.Changes;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Events;

namespace Superfone.Dashboard.Recordings.Download;

/// <summary>
/// The recordings in the primary database as a queue of downloads. Every step but a claim is on the disk when its method returns, and whoever shows
/// the call is told of it.
/// </summary>
public sealed class RecordingTable(PrimaryFile file, ChangeFeed feed, RecordingSignal signal, RetrySchedule schedule, TimeProvider time)
{
    // The index of those that wait has this very condition; what is being downloaded is out of the queue.
    private const string Waits = "Status NOT IN (2, 4) AND Status <> 1";
    internal const string Next = $"SELECT CdrId FROM Recordings WHERE {IsDue} ORDER BY ExpiresUtc LIMIT 1";
    private const string IsDue = $"{Waits} AND ExpiresUtc > $now AND (NextAttemptUtc IS NULL OR NextAttemptUtc <= $now)";

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Puts back what was being downloaded when the application ended.</summary>
    /// <returns>The calls.</returns>
    public List<long> Release() => Change(
        "UPDATE Recordings SET Status = 0, NextAttemptUtc = NULL WHERE Status = 1 RETURNING CdrId");

    /// <summary>Gives up those whose URL has ended, and takes the one that is due and whose URL ends soonest.</summary>
    /// <returns>What to download; <see langword="null"/> when none is due.</returns>
    internal RecordingJob? Claim()
    {
        // A claim that is lost with the power is made again.
        using var transaction = new PrimaryTransaction(file, isDurable: false);
        var expired = transaction.Read(
            $"UPDATE Recordings SET Status = 4, NextAttemptUtc = NULL WHERE {Waits} AND ExpiresUtc <= $now RETURNING CdrId", ReadCall, ("$now", Now));
        var job = transaction.Read(
            $"""
            SELECT CdrId, DeliveryId, coalesce(ReceivedUtc, 0), ExpiresUtc, Attempts + 1, Body, Encoding
            FROM Recordings LEFT JOIN Deliveries ON Deliveries.Id = DeliveryId
            WHERE CdrId = ({Next})
            """,
            row => new RecordingJob(
                row.GetInt64(0), row.GetInt64(1), UtcMilliseconds.ToInstant(row.GetInt64(2)), UtcMilliseconds.ToInstant(row.GetInt64(3)),
                row.GetInt32(4), row.IsDBNull(5) ? null : RecordingAnnouncement.Find(PackedBody.Read(row.GetFieldValue<byte[]>(5), row.IsDBNull(6) ? null : row.GetString(6)))?.Url),
            ("$now", Now)).FirstOrDefault();
        if (job is not null)
            transaction.Run("UPDATE Recordings SET Status = 1, Attempts = $attempt WHERE CdrId = $call", ("$attempt", job.Attempt), ("$call", job.CdrId));
        transaction.Commit();

        // Nobody is woken: a claim makes nothing due.
        Publish(job is null ? expired : [.. expired, job.CdrId]);
        return job;
    }

    /// <summary>Ends what was claimed.</summary>
    internal void Finish(RecordingJob job, DownloadResult result)
    {
        if (result.File is { } stored)
            Store(job.CdrId, stored);
        else
            Fail(job, result);
    }

    /// <summary>Lets all that are due wait, for a reason that concerns none of them alone.</summary>
    public void Postpone(string reason) => Change(
        $"UPDATE Recordings SET Status = 3, NextAttemptUtc = $next, Error = $error WHERE {IsDue} RETURNING CdrId",
        ("$now", Now), ("$next", Now + RetrySchedule.Postponement), ("$error", reason));

    /// <summary>When something is to be done next, UTC; <see langword="null"/> while nothing waits.</summary>
    public DateTime? NextUtc()
    {
        using var connection = new SqliteConnection(file.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT MIN(MIN(coalesce(NextAttemptUtc, 0), ExpiresUtc)) FROM Recordings WHERE {Waits}";
        return command.ExecuteScalar() is long next ? UtcMilliseconds.ToInstant(next) : null;
    }

    /// <summary>Makes a failed download due at once.</summary>
    /// <returns>Whether it was one whose URL still lives.</returns>
    public bool Retry(long cdrId) => Change(
        "UPDATE Recordings SET Status = 0, Attempts = 0, NextAttemptUtc = NULL WHERE CdrId = $call AND Status = 3 AND ExpiresUtc > $now RETURNING CdrId",
        ("$call", cdrId), ("$now", Now)).Count > 0;

    /// <summary>Notes that a stored file is gone: it is downloaded again if its URL still lives.</summary>
    /// <param name="cdrId">The call.</param>
    /// <param name="path">The path that was missed; whatever has been stored since stays.</param>
    public void Lose(long cdrId, string path) => Change(
        """
        UPDATE Recordings SET Status = CASE WHEN ExpiresUtc > $now THEN 0 ELSE 4 END, Attempts = 0, NextAttemptUtc = NULL,
            Error = 'The stored file is gone from the data directory.', Path = NULL, ContentType = NULL, SizeBytes = NULL, Sha256 = NULL, StoredUtc = NULL,
            Playability = 0
        WHERE CdrId = $call AND Status = 2 AND Path = $path RETURNING CdrId
        """,
        ("$call", cdrId), ("$path", path), ("$now", Now));

    private void Store(long cdrId, StoredFile stored) => Change(
        """
        UPDATE Recordings SET Status = 2, NextAttemptUtc = NULL, Error = NULL,
            Path = $path, ContentType = $type, SizeBytes = $size, Sha256 = $hash, StoredUtc = $stored, Playability = $playability
        WHERE CdrId = $call RETURNING CdrId
        """,
        ("$call", cdrId), ("$path", stored.Path), ("$type", stored.ContentType), ("$size", stored.SizeBytes), ("$hash", stored.Sha256),
        ("$stored", stored.StoredUtc), ("$playability", stored.Playability));

    // A fresh URL may have come meanwhile: then this failure says nothing about it.
    private void Fail(RecordingJob job, DownloadResult result) => Change(
        """
        UPDATE Recordings SET
            Status = CASE WHEN DeliveryId = $delivery THEN 3 ELSE 0 END,
            NextAttemptUtc = CASE WHEN DeliveryId = $delivery THEN $next END,
            Attempts = CASE WHEN DeliveryId = $delivery THEN $attempts ELSE 0 END,
            Error = $error
        WHERE CdrId = $call AND Status = 1 RETURNING CdrId
        """,
        ("$call", job.CdrId), ("$delivery", job.DeliveryId), ("$error", result.Reason),
        ("$attempts", result.IsPostponed ? job.Attempt - 1 : job.Attempt),
        ("$next", result.IsPostponed ? Now + RetrySchedule.Postponement : schedule.Next(Now, job.ExpiresUtc, job.Attempt)));

    private List<long> Change(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var transaction = new PrimaryTransaction(file);
        var calls = transaction.Read(sql, ReadCall, values);
        transaction.Commit();
        Publish(calls);
        if (calls.Count > 0)
            signal.Notify();
        return calls;
    }

    private static long ReadCall(SqliteDataReader row) => row.GetInt64(0);

    private void Publish(List<long> calls)
    {
        if (calls.Count > 0)
            feed.Publish(calls.Select(call => new Change(ChangeKind.Call, call)));
    }
}
