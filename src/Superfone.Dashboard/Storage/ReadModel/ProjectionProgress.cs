namespace Superfone.Dashboard.Storage.ReadModel;

/// <summary>
/// The progress of projection for other stages. They can also wait until the read model includes their writes: projection reports each
/// position after its commit.
/// </summary>
public sealed class ProjectionProgress(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly List<Waiter> _waiters = [];
    private ProjectedPosition _position;
    private volatile ProjectionStatus _status = new(0, 0, 0, 0, null, "Projection has not started yet.");

    /// <summary>The latest status.</summary>
    public ProjectionStatus Status
    {
        get => _status;
        set => _status = value;
    }

    /// <summary>Reports a committed position and completes the waits that it satisfies.</summary>
    public void Report(ProjectedPosition position)
    {
        lock (_lock)
        {
            _position = position;
            foreach (var waiter in _waiters)
            {
                if (waiter.IsReached(position))
                    waiter.Completion.TrySetResult();
            }
        }
    }

    /// <summary>Waits until a committed position satisfies a condition.</summary>
    /// <param name="isReached">The condition. It runs under a lock, so it must only compare.</param>
    /// <param name="timeout">The maximum wait, or <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    /// <param name="cancellation">Cancels the wait.</param>
    /// <returns><see langword="false"/> if the time expired first.</returns>
    public async Task<bool> WaitAsync(Predicate<ProjectedPosition> isReached, TimeSpan timeout, CancellationToken cancellation = default)
    {
        // Continuations run elsewhere, because the thread that reports is the one that projects.
        var waiter = new Waiter(isReached, new(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_lock)
        {
            if (isReached(_position))
                return true;
            _waiters.Add(waiter);
        }

        try
        {
            await waiter.Completion.Task.WaitAsync(timeout, time, cancellation);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        finally
        {
            lock (_lock)
                _waiters.Remove(waiter);
        }
    }

    private sealed record Waiter(Predicate<ProjectedPosition> IsReached, TaskCompletionSource Completion);
}
