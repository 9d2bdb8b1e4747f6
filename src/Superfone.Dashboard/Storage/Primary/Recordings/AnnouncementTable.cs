using System.Globalization;
using Superfone.Dashboard.Storage.Nodes;

namespace Superfone.Dashboard.Storage.Primary.Recordings;

/// <summary>A recording that a delivery announced.</summary>
/// <param name="CdrId">The call.</param>
/// <param name="DeliveryId">The delivery.</param>
/// <param name="ExpiresUtc">The expiry of the URL, UTC.</param>
internal sealed record Announcement(long CdrId, long DeliveryId, DateTime ExpiresUtc);

/// <summary>
/// Adds announced recordings to the queue of downloads. The checkpoint is saved in the same transaction as the rows, so that no announcement
/// is missed; adding one again changes nothing.
/// </summary>
internal sealed class AnnouncementTable(IPrimaryStore store, SettingStore settings, PrimaryChanges changes, RecordingSignal signal, TimeProvider time)
{
    /// <summary>The name of the setting that holds the last delivery that was searched for announcements.</summary>
    public const string Checkpoint = "RecordingCheckpoint";

    /// <summary>Reads the last delivery that was searched for announcements; 0 before the first.</summary>
    public long ReadCheckpoint() =>
        long.TryParse(settings.Find(Checkpoint), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    /// <summary>
    /// Adds announced recordings to the queue and saves the checkpoint. A stored file is kept; in any other state a later URL replaces the
    /// current one, unless it has already expired.
    /// </summary>
    /// <param name="announcements">The announcements, in log order.</param>
    /// <param name="checkpoint">The last delivery that was searched.</param>
    public void Save(IReadOnlyCollection<Announcement> announcements, long checkpoint)
    {
        var now = time.GetUtcNow().UtcDateTime;
        using var transaction = new PrimaryTransaction(store);
        var calls = announcements.SelectMany(announced => transaction.Read(
            """
            INSERT INTO Recordings (CdrId, DeliveryId, Status, ExpiresUtc, Attempts, Playability)
            VALUES (@call, @delivery, CASE WHEN @expires > @now THEN 0 ELSE 4 END, @expires, 0, 0)
            ON CONFLICT (CdrId) DO UPDATE SET
                DeliveryId = excluded.DeliveryId, ExpiresUtc = excluded.ExpiresUtc, Attempts = 0, NextAttemptUtc = NULL, Error = NULL,
                Status = CASE WHEN Recordings.Status = 1 THEN 1 ELSE excluded.Status END
            WHERE Recordings.Status <> 2 AND excluded.DeliveryId > Recordings.DeliveryId AND (excluded.ExpiresUtc > @now OR excluded.ExpiresUtc >= Recordings.ExpiresUtc)
            RETURNING Recordings.CdrId
            """,
            row => row.GetInt64(0),
            ("@call", announced.CdrId), ("@delivery", announced.DeliveryId), ("@expires", announced.ExpiresUtc), ("@now", now))).ToList();
        transaction.Run(
            $"INSERT INTO Settings (Name, Value) VALUES ('{Checkpoint}', @value) ON CONFLICT (Name) DO UPDATE SET Value = excluded.Value",
            ("@value", checkpoint.ToString(CultureInfo.InvariantCulture)));
        transaction.Commit();
        if (calls.Count == 0)
            return;
        changes.Publish([.. calls.Distinct()]);
        signal.Notify();
    }
}
