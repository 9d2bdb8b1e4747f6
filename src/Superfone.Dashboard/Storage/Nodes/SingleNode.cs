using System.Data.Common;

namespace Superfone.Dashboard.Storage.Nodes;

/// <summary>The only node: with SQLite, a lock on the data folder makes sure of that.</summary>
internal sealed class SingleNode : ILeases, INodeMessages
{
    /// <inheritdoc/>
    public Task<ILease> AcquireAsync(string work, CancellationToken cancellation) => Task.FromResult<ILease>(new Always());

    /// <inheritdoc/>
    public void RequireHeld(string work)
    {
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Send(string topic, long id = 0)
    {
    }

    /// <inheritdoc/>
    public IDisposable Receive(string topic, Action<IReadOnlyCollection<long>?> handler) => new Nothing();

    private sealed class Nothing : IDisposable
    {
        public void Dispose()
        {
        }
    }

    private sealed class Always : ILease
    {
        /// <inheritdoc/>
        public CancellationToken Lost => CancellationToken.None;

        /// <inheritdoc/>
        public void Hold(DbConnection connection)
        {
        }

        /// <inheritdoc/>
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
