using System.Collections.Concurrent;

namespace Superfone.Dashboard.Live;

/// <summary>Readings that pages share, one for each thing that they show.</summary>
/// <typeparam name="TKey">The type of what they show.</typeparam>
/// <typeparam name="T">The type of the values.</typeparam>
internal sealed class SharedReadings<TKey, T> : IDisposable
    where TKey : notnull
    where T : class
{
    private const int Most = 200;

    private readonly ConcurrentDictionary<TKey, SharedReading<T>> _readings = new();

    /// <summary>The reading of one thing.</summary>
    /// <param name="key">What it shows.</param>
    /// <param name="create">Makes it, unless there is one.</param>
    public SharedReading<T> Of(TKey key, Func<SharedReading<T>> create)
    {
        // An address may ask for anything. Pages keep the reading that they watch.
        if (_readings.Count > Most)
            _readings.Clear();
        return _readings.GetOrAdd(key, _ => create());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var reading in _readings.Values)
            reading.Dispose();
    }
}
