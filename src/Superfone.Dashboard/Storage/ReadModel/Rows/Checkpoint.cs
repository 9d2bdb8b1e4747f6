namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>How far the log is folded into these read model; the only row of its table, saved in the same transaction as the state.</summary>
public sealed class Checkpoint
{
    /// <summary>The key of the only row.</summary>
    public const int OnlyId = 1;

    /// <summary>Always <see cref="OnlyId"/>.</summary>
    public int Id { get; init; } = OnlyId;

    /// <summary>The last delivery that is folded in.</summary>
    public long DeliveryId { get; set; }

    /// <summary>The last decision that is folded in.</summary>
    public long DecisionId { get; set; }

    /// <summary>Which rebuild made these read model: of two files the one with the greater number is the newer.</summary>
    public long RebuildNumber { get; set; }

    /// <summary>The GUID of the log that they are computed from; see <see cref="Primary.SettingStore.LogId"/>.</summary>
    public string LogId { get; set; } = "";

    /// <summary>
    /// Hash over the last delivery and the last decision that are folded in, as they stand in the log; empty before the first. Another log,
    /// or an older copy of this one that has grown since, has others in their place.
    /// </summary>
    public string LogHash { get; set; } = "";

    /// <summary>How many requests to rebuild they answer; see <see cref="Primary.SettingStore.RebuildRequests"/>.</summary>
    public long RebuildRequests { get; set; }

    /// <summary>Which epoch of the log they are computed from; see <see cref="Primary.SettingStore.LogEpoch"/>.</summary>
    public long LogEpoch { get; set; }

    /// <summary>What keys and days depend on besides the log; see <see cref="ReadModelStamp"/>.</summary>
    public string MadeFor { get; set; } = "";

    /// <summary>Whether these read model may be shown: a rebuild is only once it has caught up.</summary>
    public bool IsComplete { get; set; }
}
