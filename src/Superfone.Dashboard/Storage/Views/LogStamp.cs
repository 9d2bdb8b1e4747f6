namespace Superfone.Dashboard.Storage.Views;

/// <summary>Which log views are computed from.</summary>
/// <param name="LogId">See <see cref="Truth.SettingStore.LogId"/>.</param>
/// <param name="Edition">See <see cref="Truth.SettingStore.LogEdition"/>.</param>
/// <param name="RebuildRequests">See <see cref="Truth.SettingStore.RebuildRequests"/>.</param>
public sealed record LogStamp(string LogId, long Edition, long RebuildRequests)
{
    /// <summary>A log without a GUID, from which nothing was ever taken.</summary>
    public static LogStamp None { get; } = new("", 0, 0);
}
