using Superfone.Dashboard.Storage.EventLog;

namespace Superfone.Dashboard.Storage.Primary;

/// <summary>Requests that projection rebuilds the read model from the log, beside the current one.</summary>
public sealed class RebuildRequests(SettingStore settings, IEventLog log)
{
    /// <summary>Stores a request, which survives a crash once the task ends. While a rebuild runs, a request joins that rebuild.</summary>
    /// <exception cref="System.Data.Common.DbException">The request could not be stored.</exception>
    public async Task AddAsync()
    {
        await settings.IncrementAsync(SettingStore.RebuildRequests);
        log.Notify();
    }
}
