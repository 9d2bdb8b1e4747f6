using Superfone.Dashboard.Storage.EventLog;

namespace Superfone.Dashboard.Storage.Primary;

/// <summary>Asks projection to rebuild the read model from the log, beside the one that is shown.</summary>
public sealed class RebuildRequests(SettingStore settings, DeliverySignal signal)
{
    /// <summary>Stores a request, which survives a crash once this returns. While a rebuild runs, a request joins that rebuild.</summary>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">The request could not be stored.</exception>
    public void Add()
    {
        settings.Increment(SettingStore.RebuildRequests);
        signal.Notify();
    }
}
