using Superfone.Dashboard.ReadModels.Paging;

namespace Superfone.Dashboard.Components.Lists;

/// <summary>The rows of a list that is read from the server page by page, and the state of the current read.</summary>
/// <typeparam name="T">The type of a row.</typeparam>
/// <param name="read">Reads the page at a cursor; the first page at <see langword="null"/>.</param>
/// <param name="keyOf">Returns the key of a row.</param>
/// <param name="logger">Receives the errors of failed reads.</param>
public sealed class PagedRows<T>(Func<string?, CancellationToken, Task<Page<T>>> read, Func<T, long> keyOf, ILogger logger) : IDisposable
{
    private List<T> _rows = [];
    private CancellationTokenSource _reading = new();
    private Task _latest = Task.CompletedTask;
    private string? _next;
    private bool _isDisposed;

    /// <summary>The rows read so far; <see langword="null"/> until the first page is read.</summary>
    public IReadOnlyList<T>? Rows { get; private set; }

    /// <summary>Whether there is more to read.</summary>
    public bool HasMore => _next is not null;

    /// <summary>Whether a page is being read.</summary>
    public bool IsReading { get; private set; }

    /// <summary>Whether the last read failed. If it was that of a further page, the earlier rows stay.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Whether the last read failed and was that of the list's beginning, so that there is nothing to show.</summary>
    public bool HasFailedAtStart { get; private set; }

    /// <summary>The number of calls of <see cref="LoadAsync"/>: distinguishes one list from the next, with another filter.</summary>
    public int Beginnings { get; private set; }

    /// <summary>Reads the list from its beginning: the first time, or with another filter. A read in progress is cancelled.</summary>
    public Task LoadAsync()
    {
        Beginnings++;
        return BeginAsync(1);
    }

    /// <summary>Reads the same list again, with as many rows as there are now, so that its reader keeps their place.</summary>
    public Task ReloadAsync() => BeginAsync(_rows.Count);

    /// <summary>Reads the next page.</summary>
    public Task MoreAsync() => HasMore && !IsReading ? _latest = RunAsync(cancellation => ReadAsync(_rows, _next, 1, cancellation), false) : _latest;

    /// <summary>Reads further pages until there are at least a given number of rows, or no more.</summary>
    public async Task FillAsync(int count)
    {
        var list = Beginnings;
        await _latest;
        while (list == Beginnings && Rows?.Count < count && HasMore && !HasFailed)
            await MoreAsync();
    }

    /// <summary>Updates rows in place; those that are not in the list are ignored.</summary>
    /// <returns>Whether the list contained any of them.</returns>
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
    /// <returns>Whether the list contained any of them.</returns>
    public bool Remove(IEnumerable<long> keys)
    {
        var gone = keys.ToHashSet();
        return gone.Count > 0 && _rows.RemoveAll(row => gone.Contains(keyOf(row))) > 0;
    }

    /// <summary>Whether a row has been read.</summary>
    public bool Contains(long key) => _rows.Exists(row => keyOf(row) == key);

    /// <inheritdoc/>
    public void Dispose()
    {
        _isDisposed = true;
        _reading.Cancel();
        _reading.Dispose();
    }

    private Task BeginAsync(int count) => _latest = RunAsync(cancellation => ReadAsync([], null, count, cancellation), true);

    // Rows are added only once all pages are read: a read that fails or is cancelled changes nothing.
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
        // The page was left just before the read.
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
            // Another read has replaced it, or the page was left.
        }
        catch (Exception error)
        {
            logger.LogError(error, "A list could not be read");
            (HasFailed, HasFailedAtStart, IsReading) = (true, isStart, false);
        }
    }
}
