using Microsoft.AspNetCore.Connections;

namespace Superfone.Dashboard.Operations.Restarts;

/// <summary>Waits, before connections are closed, for those that were accepted and have not had a request yet.</summary>
internal sealed class ConnectionDrain(TimeProvider time)
{
    // A lost packet is sent again within a second; browsers open connections that they may never use.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly HashSet<UnservedConnection> _unserved = [];
    private TaskCompletionSource? _drained;

    /// <summary>Adds an accepted connection.</summary>
    public void Add(ConnectionContext connection)
    {
        var unserved = new UnservedConnection(this);
        lock (_lock)
            _unserved.Add(unserved);
        connection.Features.Set(unserved);
        connection.ConnectionClosed.UnsafeRegister(static served => ((UnservedConnection)served!).Served(), unserved);
    }

    /// <summary>Waits until each connection has had a request or is closed, but not long for those that send nothing.</summary>
    public async Task WaitAsync(CancellationToken cancellation)
    {
        Task drained;
        lock (_lock)
        {
            if (_unserved.Count == 0)
                return;
            _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            drained = _drained.Task;
        }

        try
        {
            await drained.WaitAsync(LongestSilence, time, cancellation);
        }
        catch (TimeoutException)
        {
            // Those that are left have sent nothing.
        }
    }

    private void Remove(UnservedConnection connection)
    {
        lock (_lock)
        {
            if (_unserved.Remove(connection) && _unserved.Count == 0)
                _drained?.TrySetResult();
        }
    }

    /// <summary>A connection that has not had a request yet.</summary>
    internal sealed class UnservedConnection(ConnectionDrain drain)
    {
        private int _isServed;

        /// <summary>Records its first request, or its end.</summary>
        public void Served()
        {
            if (Interlocked.Exchange(ref _isServed, 1) == 0)
                drain.Remove(this);
        }
    }
}
