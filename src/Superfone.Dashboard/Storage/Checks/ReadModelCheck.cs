using System.Text.Json;
using Microsoft.Data.Sqlite;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.EventLog.Sqlite;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;
using Superfone.Events;

namespace Superfone.Dashboard.Storage.Checks;

/// <summary>Checks the read model that the next start would use, and compares it with the log.</summary>
internal static class ReadModelCheck
{
    private static readonly string[] CallEvents =
        [.. EventRegistry.All.Where(definition => definition.Subject == EventSubject.Call).Select(definition => definition.Name)];

    private static readonly string[] RepeatableCallEvents =
        [.. EventRegistry.All.Where(definition => definition.Subject == EventSubject.Call && !definition.IsIdempotent).Select(definition => definition.Name)];

    /// <summary>Finds the newest complete read model.</summary>
    /// <param name="folder">The data directory.</param>
    /// <returns>Its full path; <see langword="null"/> if there is none of this version.</returns>
    /// <exception cref="SqliteException">A file is damaged.</exception>
    public static string? Find(string folder) => ReadModelFolder.Find(folder)
        .Select(path => (Path: path, Checkpoint: CheckpointOf(path)))
        .Where(file => file.Checkpoint is { IsComplete: true })
        .OrderByDescending(file => file.Checkpoint!.RebuildNumber)
        .Select(file => file.Path).FirstOrDefault();

    /// <summary>Compares a read model with the log.</summary>
    /// <param name="readModel">The read model.</param>
    /// <param name="log">The primary database.</param>
    /// <param name="madeFor">What else it must be computed for; see <see cref="ReadModelStamp"/>.</param>
    /// <param name="isCopy">Whether the log is an earlier copy of the one that it follows.</param>
    public static CheckResult AgainstLog(SqliteConnection readModel, SqliteConnection log, string madeFor, bool isCopy)
    {
        using var snapshot = readModel.BeginTransaction(deferred: true);
        if (ReadModelFolder.ReadCheckpoint(readModel) is not { } checkpoint)
            return CheckResult.Bad("it has no checkpoint");
        using var logSnapshot = log.BeginTransaction(deferred: true);
        using IEventLogReader reader = new SqliteLogReader(log);
        if (IsErasing(log))
            return CheckResult.Ok("an erasure is going on; it will be recomputed");
        var stamp = reader.Stamp;
        if (isCopy && (checkpoint.DeliveryId > reader.LastDeliveryId || checkpoint.DecisionId > log.Read<long>("SELECT coalesce(max(Id), 0) FROM Decisions")))
            return CheckResult.Ok("it follows the log, which has grown since it was copied, and was not compared");
        if (!reader.Holds(checkpoint))
        {
            return CheckResult.Bad(checkpoint.LogId != stamp.LogId
                ? "it was computed from another log; the next start recomputes it"
                : $"it was computed from other deliveries than those up to {checkpoint.DeliveryId}; the next start recomputes it");
        }

        if (checkpoint.LogEpoch < stamp.Epoch || checkpoint.RebuildRequests < stamp.RebuildRequests || checkpoint.MadeFor != madeFor)
            return CheckResult.Ok("it will be recomputed");

        List<string> problems = [];
        Compare("deliveries about calls", CountCallEvents(readModel, log, checkpoint), readModel.Read<long>("SELECT COUNT(*) FROM CallDeliveries"));
        Compare("calls", readModel.Read<long>("SELECT COUNT(DISTINCT CdrId) FROM CallDeliveries"), readModel.Read<long>("SELECT COUNT(*) FROM Calls"));
        var blocks = log.Read<long>($"SELECT COUNT(DISTINCT Id / {ReceiptSpan.Length}) FROM Deliveries WHERE Id <= $at", ("$at", checkpoint.DeliveryId));
        if (readModel.Read<long>("SELECT COUNT(*) FROM ReceiptSpans") < blocks)
            problems.Add("it lacks the times of receipt of a part of the log");
        var behind = reader.LastDeliveryId - checkpoint.DeliveryId;
        return problems.Count > 0 ? CheckResult.Bad(problems) : CheckResult.Ok(behind > 0 ? $"{behind} deliveries are not projected yet" : null);

        void Compare(string what, long expected, long found)
        {
            if (expected != found)
                problems.Add($"it has {found} {what} instead of {expected}; recompute it");
        }
    }

    // The deliveries that projection adds to a call: repetitions of the same payload change nothing.
    private static long CountCallEvents(SqliteConnection readModel, SqliteConnection log, Checkpoint checkpoint) => log.Read<long>(
        """
        SELECT COUNT(*) FROM Deliveries
        WHERE Event IN (SELECT value FROM json_each($events)) AND Status = 0 AND Id <= $at
            AND (EarlierId IS NULL OR Event IN (SELECT value FROM json_each($repeatable)))
            AND Id NOT IN (SELECT value FROM json_each($failed))
        """,
        ("$events", JsonSerializer.Serialize(CallEvents)), ("$repeatable", JsonSerializer.Serialize(RepeatableCallEvents)),
        ("$failed", readModel.Read<string>("SELECT json_group_array(DeliveryId) FROM DeliveryFailures")), ("$at", checkpoint.DeliveryId));

    // The log changes in many transactions before the epoch begins that lets the read model be recomputed.
    private static bool IsErasing(SqliteConnection log) =>
        log.Read<long>("SELECT COUNT(*) FROM sqlite_master WHERE name = 'Erasures'") > 0
        && log.Read<long>("SELECT EXISTS (SELECT 1 FROM Erasures WHERE HiddenUtc IS NULL)") > 0;

    private static Checkpoint? CheckpointOf(string path)
    {
        try
        {
            using var connection = UntouchedDatabase.Open(path);
            return ReadModelFolder.ReadCheckpoint(connection);
        }
        catch (SqliteException) when (!File.Exists(path))
        {
            return null; // A running instance has deleted it meanwhile.
        }
    }
}
