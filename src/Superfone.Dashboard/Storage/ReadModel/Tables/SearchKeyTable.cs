namespace Superfone.Dashboard.Storage.ReadModel.Tables;

/// <summary>
/// The row ids of calls in the full-text tables. They are in the order of sort keys, but close together, because an index stores the distance
/// between the calls that have a word.
/// </summary>
internal sealed class SearchKeyTable(ReadModelWriter writer)
{
    // Sort keys within 1.024 s; so a call that arrives late mostly finds the key of its own second free.
    private const int SecondBits = 30;

    // What is left free between calls of the same second: they do not arrive in their order.
    private const int Step = 16;

    // How many keys there must be for each call of a range that is spread, so that the next ones find room.
    private const int KeysPerCall = 4;

    /// <summary>The key of a call; <see langword="null"/> if it has none.</summary>
    public long? Find(long sortKey) => writer.Number("SELECT SearchKey FROM SearchKeys WHERE SortKey = ?1", sortKey);

    /// <summary>Gives a call a key, between those of the calls before and after it.</summary>
    /// <param name="sortKey">The call, which has no key.</param>
    /// <returns>Its key, and the other calls that got another key because there was no room: mostly none.</returns>
    public (long Key, IReadOnlyList<SearchKeyMove> Moved) Add(long sortKey)
    {
        var previous = writer.Number("SELECT SearchKey FROM SearchKeys WHERE SortKey < ?1 ORDER BY SortKey DESC LIMIT 1", sortKey);
        var next = writer.Number("SELECT SearchKey FROM SearchKeys WHERE SortKey > ?1 ORDER BY SortKey LIMIT 1", sortKey);
        if (Between(previous, next, sortKey >> SecondBits) is { } key)
        {
            Insert(key, sortKey);
            return (key, []);
        }

        return Spread(sortKey);
    }

    /// <summary>Deletes the key of a call.</summary>
    public void Delete(long sortKey) => writer.Execute("DELETE FROM SearchKeys WHERE SortKey = ?1", sortKey);

    private static long? Between(long? previous, long? next, long second)
    {
        var low = previous ?? Math.Min(second, next ?? second) - (2 * Step);
        var high = next ?? Math.Max(second, low) + (2 * Step);
        if (low < second && second < high)
            return second;
        var step = Math.Min(Step, (high - low) / 2);
        return step == 0 ? null : second <= low ? low + step : high - step;
    }

    // Spreads as few neighbours as it takes. Twice as many each time, so that their number stays in proportion to the calls that were added.
    private (long Key, IReadOnlyList<SearchKeyMove> Moved) Spread(long sortKey)
    {
        for (var count = 1; ; count *= 2)
        {
            var (before, after) = (Earlier(sortKey, count + 1), Later(sortKey, count + 1));
            List<(long SortKey, long Key)> all = [.. before.Take(count).Reverse(), (sortKey, 0), .. after.Take(count)];
            var least = KeysPerCall * (all.Count + 1L);
            var low = before.Count > count ? before[count].Key : before[^1].Key - least;
            var high = after.Count > count ? after[count].Key : after[^1].Key + least;
            if (high - low >= least)
                return Spread([.. all.Select((call, index) => new SearchKeyMove(call.SortKey, call.Key, low + ((high - low) * (index + 1) / (all.Count + 1))))], sortKey);
        }
    }

    private (long Key, IReadOnlyList<SearchKeyMove> Moved) Spread(IReadOnlyList<SearchKeyMove> all, long sortKey)
    {
        var key = all.Single(call => call.SortKey == sortKey).To;
        List<SearchKeyMove> moved = [.. all.Where(call => call.SortKey != sortKey && call.From != call.To)];
        foreach (var call in moved)
            Delete(call.SortKey);
        foreach (var call in moved)
            Insert(call.To, call.SortKey);
        Insert(key, sortKey);
        return (key, moved);
    }

    private List<(long SortKey, long Key)> Earlier(long sortKey, int limit) =>
        Beside("SELECT SortKey, SearchKey FROM SearchKeys WHERE SortKey < ?1 ORDER BY SortKey DESC LIMIT ?2", sortKey, limit);

    private List<(long SortKey, long Key)> Later(long sortKey, int limit) =>
        Beside("SELECT SortKey, SearchKey FROM SearchKeys WHERE SortKey > ?1 ORDER BY SortKey LIMIT ?2", sortKey, limit);

    private List<(long SortKey, long Key)> Beside(string sql, long sortKey, int limit) =>
        writer.Prepare(sql).BindAll(sortKey, limit).All(row => (row.Number(0), row.Number(1)));

    private void Insert(long key, long sortKey) => writer.Execute("INSERT INTO SearchKeys (SearchKey, SortKey) VALUES (?1, ?2)", key, sortKey);
}
