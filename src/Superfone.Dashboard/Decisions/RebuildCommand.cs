using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Decisions;

/// <summary>Rebuilds the read model on request.</summary>
public sealed class RebuildCommand(RebuildRequests requests, AuditLog audit)
{
    /// <summary>
    /// Requests a rebuild from the log, beside the current read model. The request survives a crash once the task ends. While a rebuild runs,
    /// a request joins that rebuild.
    /// </summary>
    /// <param name="by">Who asks.</param>
    /// <exception cref="System.Data.Common.DbException">The request could not be stored.</exception>
    public async Task RequestAsync(Actor by)
    {
        by.Require(Permission.ManageSettings);
        await audit.WriteAsync(by, AuditAction.Replay, "everything");
        await requests.AddAsync();
    }
}
