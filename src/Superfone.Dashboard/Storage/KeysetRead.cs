namespace Superfone.Dashboard.Storage;

/// <summary>Reads a whole table in parts, in the order of its key, so that no statement runs long.</summary>
internal static class KeysetRead
{
    /// <summary>Reads all rows.</summary>
    /// <param name="readAfter">Reads some rows after a key, in order; none at the end.</param>
    /// <param name="keyOf">The key of a row, which is greater than 0.</param>
    /// <param name="cancellation">Stops between parts.</param>
    public static IEnumerable<T> All<T>(Func<long, IReadOnlyList<T>> readAfter, Func<T, long> keyOf, CancellationToken cancellation = default)
    {
        for (long last = 0; ReadAfter(last) is { Count: > 0 } part; last = keyOf(part[^1]))
        {
            foreach (var row in part)
                yield return row;
        }

        IReadOnlyList<T> ReadAfter(long key)
        {
            cancellation.ThrowIfCancellationRequested();
            return readAfter(key);
        }
    }
}
