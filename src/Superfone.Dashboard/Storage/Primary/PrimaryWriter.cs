using System.Collections.Concurrent;
using Superfone.Dashboard.Storage.Nodes;

namespace Superfone.Dashboard.Storage.Primary;

/// <summary>
/// Runs short writes to the primary database one after another on a thread of its own, because SQLite's calls block and a page's circuit must
/// not. Deliveries have their own thread and never queue behind these writes.
/// </summary>
public sealed class PrimaryWriter : IDisposable
{
    private readonly BlockingCollection<Action> _jobs = [];
    private readonly Thread _thread;
    private bool _isDisposed;

    /// <summary>Starts the thread.</summary>
    public PrimaryWriter()
    {
        _thread = new Thread(Run) { Name = "Primary writer", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Queues a write.</summary>
    /// <param name="write">The write; commits before it returns.</param>
    /// <returns>The result or exception of <paramref name="write"/>.</returns>
    /// <exception cref="InvalidOperationException">The application is shutting down.</exception>
    public Task<T> RunAsync<T>(Func<T> write)
    {
        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var lease = WorkFence.Current;
        _jobs.Add(() =>
        {
            using var fence = WorkFence.Enter(lease);
            try
            {
                completion.SetResult(write());
            }
            catch (Exception error)
            {
                completion.SetException(error);
            }
        });
        return completion.Task;
    }

    /// <inheritdoc cref="RunAsync{T}"/>
    public Task RunAsync(Action write) => RunAsync(() =>
    {
        write();
        return true;
    });

    /// <summary>Completes the queued writes and ends the thread.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _jobs.CompleteAdding();
        _thread.Join();
        _jobs.Dispose();
    }

    private void Run()
    {
        foreach (var job in _jobs.GetConsumingEnumerable())
            job();
    }
}
