namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>Identifies the log from which a read model is computed.</summary>
/// <param name="LogId">See <see cref="Primary.SettingStore.LogId"/>.</param>
/// <param name="Epoch">See <see cref="Primary.SettingStore.LogEpoch"/>.</param>
/// <param name="RebuildRequests">See <see cref="Primary.SettingStore.RebuildRequests"/>.</param>
public sealed record LogStamp(string LogId, long Epoch, long RebuildRequests)
{
    /// <summary>A log without a GUID, from which no delivery was ever removed.</summary>
    public static LogStamp None { get; } = new("", 0, 0);
}
