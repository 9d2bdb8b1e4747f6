namespace Superfone.Dashboard.Storage.EventLog;

/// <summary>
/// Signals that the log has grown. Several signals may be merged into one: a waiter reads the log afterwards.
/// </summary>
public sealed class DeliverySignal
{
    private readonly Lock _lock = new();
    private DeliveryWaiter[] _waiters = [];

    /// <summary>Wakes all waiters; one that is not waiting returns at once from its next wait.</summary>
    public void Notify()
    {
        foreach (var waiter in Volatile.Read(ref _waiters))
            waiter.Wake();
    }

    /// <summary>Registers a waiter for one thread. Its first wait ends when the log next grows.</summary>
    /// <returns>The waiter; dispose it to unregister.</returns>
    public DeliveryWaiter Listen()
    {
        var waiter = new DeliveryWaiter(Remove);
        lock (_lock)
            _waiters = [.. _waiters, waiter];
        return waiter;
    }

    private void Remove(DeliveryWaiter waiter)
    {
        lock (_lock)
            _waiters = [.. _waiters.Where(other => other != waiter)];
    }
}
