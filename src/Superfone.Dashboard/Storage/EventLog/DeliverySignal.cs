namespace Superfone.Dashboard.Storage.EventLog;

/// <summary>
/// Says that the log has grown. It is a hint, and any number of them may count as one: whoever waits reads the log afterwards.
/// </summary>
public sealed class DeliverySignal
{
    private readonly Lock _lock = new();
    private DeliveryWaiter[] _waiters = [];

    /// <summary>Wakes all who wait, or lets each one's next wait pass.</summary>
    public void Notify()
    {
        foreach (var waiter in Volatile.Read(ref _waiters))
            waiter.Wake();
    }

    /// <summary>Begins to take notice, for one thread; its first wait passes only once the log grows from now on.</summary>
    /// <returns>What to wait with; disposing it ends the notice.</returns>
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
