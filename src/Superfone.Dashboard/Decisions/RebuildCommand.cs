using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Decisions;

/// <summary>Rebuilds the read model on request.</summary>
public sealed class RebuildCommand(RebuildRequests requests)
{
    /// <summary>
    /// Requests a rebuild from the log, beside the current read model. The request survives a crash once the task ends. While a rebuild runs,
    /// a request joins that rebuild.
    /// </summary>
    /// <exception cref="System.Data.Common.DbException">The request could not be stored.</exception>
    public Task RequestAsync() => requests.AddAsync();
}
