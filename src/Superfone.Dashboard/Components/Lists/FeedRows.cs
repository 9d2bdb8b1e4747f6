namespace Superfone.Dashboard.Components.Lists;

/// <summary>
/// The newest rows of a live list. While it is held, nothing moves under its reader: existing rows change in place, and new ones wait.
/// </summary>
/// <typeparam name="T">The type of a row.</typeparam>
/// <param name="most">The maximum number of rows.</param>
/// <param name="keyOf">Returns the key of a row.</param>
/// <param name="inOrder">Sorts rows in the list's order, newest first.</param>
public sealed class FeedRows<T>(int most, Func<T, long> keyOf, Func<IEnumerable<T>, IOrderedEnumerable<T>> inOrder)
{
    /// <summary>The maximum of <see cref="Waiting"/>; further rows are not counted.</summary>
    public const int MostWaiting = 1000;

    private readonly Dictionary<long, T> _waiting = [];
    private readonly HashSet<long> _counted = [];

    /// <summary>The rows, newest first; <see langword="null"/> until they are loaded.</summary>
    public IReadOnlyList<T>? Rows { get; private set; }

    /// <summary>Whether it is held.</summary>
    public bool IsHeld { get; private set; }

    /// <summary>The number of new rows that wait.</summary>
    public int Waiting => _counted.Count;

    /// <summary>The number of rows that are new since the list was loaded, those that wait included.</summary>
    public int Arrived { get; private set; }

    /// <summary>The one that arrived last; the default if none did.</summary>
    public T? Latest { get; private set; }

    /// <summary>Shows newly loaded rows; no row waits any more.</summary>
    public void Show(IEnumerable<T> rows)
    {
        Forget();
        (Arrived, Latest) = (0, default);
        Rows = [.. inOrder(rows).Take(most)];
    }

    /// <summary>Holds the list, or adds the waiting rows.</summary>
    public void Hold(bool isHeld)
    {
        IsHeld = isHeld;
        if (isHeld || Rows is null)
            return;
        Rows = [.. inOrder(_waiting.Values.UnionBy(Rows, keyOf)).Take(most)];
        Forget();
    }

    /// <summary>Applies changes.</summary>
    /// <param name="changed">The changed rows in their current state.</param>
    /// <param name="passes">Whether a row belongs in the list.</param>
    /// <returns>Whether anything visible has changed.</returns>
    public bool Apply(IReadOnlyCollection<T> changed, Func<T, bool> passes)
    {
        if (Rows is null || changed.Count == 0)
            return false;
        return IsHeld ? ApplyHeld(changed, passes) : ApplyAtOnce(changed, passes);
    }

    /// <summary>Removes rows that no longer exist, even while it is held.</summary>
    public void Remove(IEnumerable<long> keys)
    {
        var gone = keys.ToHashSet();
        if (gone.Count == 0 || Rows is null)
            return;
        Rows = [.. Rows.Where(row => !gone.Contains(keyOf(row)))];
        foreach (var key in gone.Where(_waiting.Remove))
            _counted.Remove(key);
    }

    private bool ApplyAtOnce(IReadOnlyCollection<T> changed, Func<T, bool> passes)
    {
        var passing = changed.Where(passes).ToList();
        var gone = changed.Select(keyOf).ToHashSet();
        if (passing.Count == 0 && !Rows!.Any(row => gone.Contains(keyOf(row))))
            return false;
        var before = Rows!.Select(keyOf).ToHashSet();
        Rows = [.. inOrder(passing.Concat(Rows!.Where(row => !gone.Contains(keyOf(row))))).Take(most)];
        foreach (var row in Rows.Reverse().Where(row => !before.Contains(keyOf(row))))
            Count(row);
        return true;
    }

    private bool ApplyHeld(IReadOnlyCollection<T> changed, Func<T, bool> passes)
    {
        var before = Waiting;
        var known = changed.ToDictionary(keyOf);
        var isShown = Rows!.Any(row => known.ContainsKey(keyOf(row)));
        if (isShown)
            Rows = [.. Rows!.Select(row => known.Remove(keyOf(row), out var now) ? now : row)];
        foreach (var (key, thing) in known)
        {
            if (passes(thing) && IsAmongNewest(thing))
                Wait(key, thing);
            else if (_waiting.Remove(key))
                _counted.Remove(key);
        }

        return isShown || Waiting != before;
    }

    private void Count(T thing) => (Arrived, Latest) = (Arrived + 1, thing);

    // A row below the last one would not be shown either.
    private bool IsAmongNewest(T thing) => Rows!.Count < most || keyOf(inOrder([Rows[^1], thing]).First()) == keyOf(thing);

    private void Wait(long key, T thing)
    {
        _waiting[key] = thing;
        if (_counted.Count < MostWaiting && _counted.Add(key))
            Count(thing);

        // Only the newest of them can still be shown.
        if (_waiting.Count > most * 4)
        {
            foreach (var old in inOrder(_waiting.Values).Skip(most).Select(keyOf).ToList())
                _waiting.Remove(old);
        }
    }

    private void Forget()
    {
        _waiting.Clear();
        _counted.Clear();
    }
}
