using System.Reflection;

namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>
/// The rows that were read or saved last: the deliveries of a call come soon after each other. Whoever finds a row gets a copy, which may be
/// changed without being saved.
/// </summary>
/// <typeparam name="TKey">The key.</typeparam>
/// <typeparam name="T">The row. What its properties refer to is never changed.</typeparam>
internal sealed class RecentRows<TKey, T>
    where TKey : notnull
    where T : class
{
    private const int MostKept = 10_000;

    private static readonly Func<T, object> Clone =
        typeof(object).GetMethod(nameof(MemberwiseClone), BindingFlags.Instance | BindingFlags.NonPublic)!.CreateDelegate<Func<T, object>>();

    // Two generations: the older one is forgotten as a whole.
    private Dictionary<TKey, T?> _rows = [];
    private Dictionary<TKey, T?> _older = [];

    /// <summary>Finds a row, here or in the table.</summary>
    /// <param name="key">The key.</param>
    /// <param name="read">Reads it from the table.</param>
    public T? Find(TKey key, Func<TKey, T?> read)
    {
        if (!_rows.TryGetValue(key, out var row))
            Add(key, row = _older.TryGetValue(key, out var older) ? older : read(key));
        return row is null ? null : Copy(row);
    }

    /// <summary>Keeps a row that was saved.</summary>
    public void Keep(TKey key, T row) => Add(key, Copy(row));

    /// <summary>Forgets all rows.</summary>
    public void Clear()
    {
        _rows.Clear();
        _older.Clear();
    }

    private static T Copy(T row) => (T)Clone(row);

    private void Add(TKey key, T? row)
    {
        if (_rows.Count >= MostKept)
            (_rows, _older) = ([], _rows);
        _rows[key] = row;
    }
}
