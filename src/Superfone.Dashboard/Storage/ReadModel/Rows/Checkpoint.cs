namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>
/// The position up to which the log is projected into a read model: the only row of its table, saved in the same transaction as the state.
/// </summary>
public sealed class Checkpoint
{
    /// <summary>The key of the only row.</summary>
    public const int OnlyId = 1;

    /// <summary>Always <see cref="OnlyId"/>.</summary>
    public int Id { get; init; } = OnlyId;

    /// <summary>The last delivery that is included.</summary>
    public long DeliveryId { get; set; }

    /// <summary>The last decision that is included.</summary>
    public long DecisionId { get; set; }

    /// <summary>The number of the rebuild that made the file: of two files, the one with the greater number is newer.</summary>
    public long RebuildNumber { get; set; }

    /// <summary>The GUID of the log from which it was computed; see <see cref="Primary.SettingStore.LogId"/>.</summary>
    public string LogId { get; set; } = "";

    /// <summary>
    /// A hash of the last included delivery and decision as stored in the log; empty before the first. Another log, or an older copy of
    /// this one that has grown since, contains different ones with the same ids.
    /// </summary>
    public string LogHash { get; set; } = "";

    /// <summary>The number of rebuild requests that it includes; see <see cref="Primary.SettingStore.RebuildRequests"/>.</summary>
    public long RebuildRequests { get; set; }

    /// <summary>The epoch of the log from which it was computed; see <see cref="Primary.SettingStore.LogEpoch"/>.</summary>
    public long LogEpoch { get; set; }

    /// <summary>Everything else that keys and days depend on; see <see cref="ReadModelStamp"/>.</summary>
    public string MadeFor { get; set; } = "";

    /// <summary>Whether the file may become current. That of a rebuild may once it has caught up.</summary>
    public bool IsComplete { get; set; }
}
