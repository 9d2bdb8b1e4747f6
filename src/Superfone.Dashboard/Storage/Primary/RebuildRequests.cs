using Superfone.Dashboard.Storage.EventLog;

namespace Superfone.Dashboard.Storage.Primary;

/// <summary>Asks projection to rebuild the read model from the log, beside the one that is shown.</summary>
public sealed class RebuildRequests(SettingStore settings, PrimaryWriter writer, DeliverySignal signal)
{
    /// <summary>Stores a request, which survives a crash once the task ends. While a rebuild runs, a request joins that rebuild.</summary>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">The request could not be stored.</exception>
    public Task AddAsync() => writer.RunAsync(() =>
    {
        settings.Increment(SettingStore.RebuildRequests);
        signal.Notify();
    });
}
