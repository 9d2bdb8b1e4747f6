namespace Superfone.Dashboard.Storage.Nodes;

/// <summary>Who receives messages of other nodes.</summary>
internal sealed class MessageReceivers(ILogger logger)
{
    private readonly Lock _lock = new();
    private (string Topic, Action<IReadOnlyCollection<long>?> Handler)[] _all = [];

    /// <summary>Adds one.</summary>
    /// <returns>Dispose it to remove it.</returns>
    public IDisposable Add(string topic, Action<IReadOnlyCollection<long>?> handler)
    {
        lock (_lock)
            _all = [.. _all, (topic, handler)];
        return new Removal(() =>
        {
            lock (_lock)
                _all = [.. _all.Where(receiver => receiver.Handler != handler)];
        });
    }

    /// <summary>Passes a message on.</summary>
    /// <param name="topic">What has changed.</param>
    /// <param name="ids">The keys; <see langword="null"/> for too many of them.</param>
    public void Pass(string topic, IReadOnlyCollection<long>? ids)
    {
        foreach (var (_, handler) in Volatile.Read(ref _all).Where(receiver => receiver.Topic == topic))
            Tell(handler, ids);
    }

    /// <summary>Has everything read again.</summary>
    public void PassLoss()
    {
        foreach (var (_, handler) in Volatile.Read(ref _all))
            Tell(handler, null);
    }

    // One that fails does not keep the others from hearing.
    private void Tell(Action<IReadOnlyCollection<long>?> handler, IReadOnlyCollection<long>? ids)
    {
        try
        {
            handler(ids);
        }
        catch (Exception error)
        {
            logger.LogError(error, "What another node has changed could not be taken over");
        }
    }

    private sealed class Removal(Action remove) : IDisposable
    {
        public void Dispose() => remove();
    }
}
