namespace Superfone.Dashboard.Components.Lists;

/// <summary>
/// The newest things of a live list. While it is held nothing moves under its reader: what is there changes in its place, and what
/// is new waits.
/// </summary>
/// <typeparam name="T">A row.</typeparam>
/// <param name="most">How many rows it shows.</param>
/// <param name="keyOf">What tells rows apart.</param>
/// <param name="inOrder">Puts rows into the list's order, the newest first.</param>
public sealed class FeedRows<T>(int most, Func<T, long> keyOf, Func<IEnumerable<T>, IOrderedEnumerable<T>> inOrder)
{
    /// <summary>The greatest number that <see cref="Waiting"/> tells; what waits beyond it is not counted any more.</summary>
    public const int MostWaiting = 1000;

    private readonly Dictionary<long, T> _waiting = [];
    private readonly HashSet<long> _counted = [];

    /// <summary>What is shown, newest first; <see langword="null"/> until something was loaded.</summary>
    public IReadOnlyList<T>? Rows { get; private set; }

    /// <summary>Whether it is held.</summary>
    public bool IsHeld { get; private set; }

    /// <summary>How many new rows wait.</summary>
    public int Waiting => _counted.Count;

    /// <summary>Shows rows that were loaded anew; nothing waits any more.</summary>
    public void Show(IEnumerable<T> rows)
    {
        Forget();
        Rows = [.. inOrder(rows).Take(most)];
    }

    /// <summary>Holds it, or lets in what waits.</summary>
    public void Hold(bool isHeld)
    {
        IsHeld = isHeld;
        if (isHeld || Rows is null)
            return;
        Rows = [.. inOrder(_waiting.Values.UnionBy(Rows, keyOf)).Take(most)];
        Forget();
    }

    /// <summary>Takes in what has changed.</summary>
    /// <param name="changed">The things as they are now.</param>
    /// <param name="passes">Whether a thing belongs into the list.</param>
    /// <returns>Whether anything looks different now.</returns>
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
        Rows = [.. inOrder(passing.Concat(Rows!.Where(row => !gone.Contains(keyOf(row))))).Take(most)];
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

    // What belongs below the last row would not be shown either.
    private bool IsAmongNewest(T thing) => Rows!.Count < most || keyOf(inOrder([Rows[^1], thing]).First()) == keyOf(thing);

    private void Wait(long key, T thing)
    {
        _waiting[key] = thing;
        if (_counted.Count < MostWaiting)
            _counted.Add(key);

        // Only the newest can still be shown.
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
