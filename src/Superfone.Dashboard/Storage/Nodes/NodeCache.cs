using System.Collections.Concurrent;

namespace Superfone.Dashboard.Storage.Nodes;

/// <summary>Remembers what the primary database says, until another node changes it. Thread-safe.</summary>
/// <typeparam name="TKey">The key.</typeparam>
/// <typeparam name="TValue">What is remembered.</typeparam>
internal sealed class NodeCache<TKey, TValue> : IDisposable
    where TKey : notnull
{
    private readonly INodeMessages _nodes;
    private readonly string _topic;
    private readonly IDisposable _receiving;
    private ConcurrentDictionary<TKey, TValue> _known = new();

    /// <summary>Creates an empty one.</summary>
    /// <param name="nodes">The other nodes.</param>
    /// <param name="topic">Of what they tell when they change something of it; see <see cref="NodeTopic"/>.</param>
    /// <param name="forgotten">Called, on any thread, when another node has changed something.</param>
    public NodeCache(INodeMessages nodes, string topic, Action? forgotten = null)
    {
        (_nodes, _topic) = (nodes, topic);
        _receiving = nodes.Receive(topic, _ =>
        {
            Forget();
            forgotten?.Invoke();
        });
    }

    /// <summary>Finds a value, or reads it. What is read while it is changed is not remembered.</summary>
    public async ValueTask<TValue> FindAsync(TKey key, Func<Task<TValue>> read)
    {
        var known = Volatile.Read(ref _known);
        return known.TryGetValue(key, out var value) ? value : known.GetOrAdd(key, await read());
    }

    /// <inheritdoc cref="FindAsync"/>
    public TValue Find(TKey key, Func<TValue> read)
    {
        var known = Volatile.Read(ref _known);
        return known.TryGetValue(key, out var value) ? value : known.GetOrAdd(key, read());
    }

    /// <summary>Reads everything again, here and on the other nodes. Call it once a change is committed.</summary>
    public void Change()
    {
        Forget();
        _nodes.Send(_topic);
    }

    /// <inheritdoc/>
    public void Dispose() => _receiving.Dispose();

    private void Forget() => Volatile.Write(ref _known, new());
}
