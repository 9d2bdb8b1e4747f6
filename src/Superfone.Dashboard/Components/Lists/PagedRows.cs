using Superfone.Dashboard.ReadModels.Paging;

namespace Superfone.Dashboard.Components.Lists;

/// <summary>The rows of a list that is read from the server a part at a time, and how the reading stands.</summary>
/// <typeparam name="T">A row.</typeparam>
/// <param name="read">Reads the part at a cursor; the first part at <see langword="null"/>.</param>
/// <param name="keyOf">What tells rows apart.</param>
/// <param name="logger">Where a failed reading is reported.</param>
public sealed class PagedRows<T>(Func<string?, CancellationToken, Task<Page<T>>> read, Func<T, long> keyOf, ILogger logger) : IDisposable
{
    private List<T> _rows = [];
    private CancellationTokenSource _reading = new();
    private Task _latest = Task.CompletedTask;
    private string? _next;
    private bool _isDisposed;

    /// <summary>What was read so far; <see langword="null"/> until the first part is there.</summary>
    public IReadOnlyList<T>? Rows { get; private set; }

    /// <summary>Whether there is more to read.</summary>
    public bool HasMore => _next is not null;

    /// <summary>Whether a part is being read.</summary>
    public bool IsReading { get; private set; }

    /// <summary>Whether the last reading failed. When it was of a further part, what was read before stays.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Whether the last reading failed, and it was of the list's beginning: then there is nothing true to show.</summary>
    public bool HasFailedAtStart { get; private set; }

    /// <summary>How often <see cref="LoadAsync"/> was called: tells one list from the next, for another filter.</summary>
    public int Beginnings { get; private set; }

    /// <summary>Reads the list from its beginning: the first time, or for another filter. A reading that still goes on is given up.</summary>
    public Task LoadAsync()
    {
        Beginnings++;
        return BeginAsync(1);
    }

    /// <summary>Reads the same list again, as many rows as there are now, so that whoever looks at it stays where they are.</summary>
    public Task ReloadAsync() => BeginAsync(_rows.Count);

    /// <summary>Reads the next part.</summary>
    public Task MoreAsync() => HasMore && !IsReading ? _latest = RunAsync(cancellation => ReadAsync(_rows, _next, 1, cancellation), false) : _latest;

    /// <summary>Reads further parts until there are at least so many rows, or no more.</summary>
    public async Task FillAsync(int count)
    {
        var list = Beginnings;
        await _latest;
        while (list == Beginnings && Rows?.Count < count && HasMore && !HasFailed)
            await MoreAsync();
    }

    /// <summary>Shows rows as they are now, where they stand; those that are not there are left out.</summary>
    /// <returns>Whether any was there.</returns>
    public bool Update(IEnumerable<T> changed)
    {
        var isAny = false;
        foreach (var row in changed)
        {
            if (_rows.FindIndex(known => keyOf(known) == keyOf(row)) is >= 0 and var index)
            {
                _rows[index] = row;
                isAny = true;
            }
        }

        return isAny;
    }

    /// <summary>Removes rows that no longer exist.</summary>
    /// <returns>Whether any was there.</returns>
    public bool Remove(IEnumerable<long> keys)
    {
        var gone = keys.ToHashSet();
        return gone.Count > 0 && _rows.RemoveAll(row => gone.Contains(keyOf(row))) > 0;
    }

    /// <summary>Whether a row is among those that were read.</summary>
    public bool Contains(long key) => _rows.Exists(row => keyOf(row) == key);

    /// <inheritdoc/>
    public void Dispose()
    {
        _isDisposed = true;
        _reading.Cancel();
        _reading.Dispose();
    }

    private Task BeginAsync(int count) => _latest = RunAsync(cancellation => ReadAsync([], null, count, cancellation), true);

    // The rows are added to only once all parts are there: a reading that fails or is given up changes nothing.
    private async Task ReadAsync(List<T> rows, string? cursor, int count, CancellationToken cancellation)
    {
        List<T> added = [];
        do
        {
            var page = await read(cursor, cancellation);
            added.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (added.Count < count && cursor is not null);

        cancellation.ThrowIfCancellationRequested();
        rows.AddRange(added);
        (_rows, Rows, _next) = (rows, rows, cursor);
    }

    private async Task RunAsync(Func<CancellationToken, Task> reading, bool isStart)
    {
        // The page was left while it was about to read.
        if (_isDisposed)
            return;
        _reading.Cancel();
        _reading.Dispose();
        _reading = new CancellationTokenSource();
        var cancellation = _reading.Token;
        IsReading = true;
        try
        {
            await reading(cancellation);
            (HasFailed, HasFailedAtStart, IsReading) = (false, false, false);
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            // Another reading has taken its place, or nobody looks any more.
        }
        catch (Exception error)
        {
            logger.LogError(error, "A list could not be read");
            (HasFailed, HasFailedAtStart, IsReading) = (true, isStart, false);
        }
    }
}
