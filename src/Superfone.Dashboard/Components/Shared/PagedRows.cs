using Superfone.Dashboard.Queries;

namespace Superfone.Dashboard.Components.Shared;

/// <summary>The rows of a list that is read from the server a part at a time, and how the reading stands.</summary>
/// <typeparam name="T">A row.</typeparam>
/// <param name="read">Reads the part at a cursor; the first part at <see langword="null"/>.</param>
/// <param name="keyOf">What tells rows apart.</param>
/// <param name="logger">Where a failed reading is reported.</param>
public sealed class PagedRows<T>(Func<string?, CancellationToken, Task<Page<T>>> read, Func<T, long> keyOf, ILogger logger) : IDisposable
{
    private readonly List<T> _rows = [];
    private CancellationTokenSource _reading = new();
    private string? _next;

    /// <summary>What was read so far; <see langword="null"/> until the first part is there.</summary>
    public IReadOnlyList<T>? Rows { get; private set; }

    /// <summary>Whether there is more to read.</summary>
    public bool HasMore => _next is not null;

    /// <summary>Whether a part is being read.</summary>
    public bool IsReading { get; private set; }

    /// <summary>Whether the last reading failed; what was read before stays.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Reads the list from its beginning. A reading that still goes on is given up.</summary>
    public Task LoadAsync() => ReadAsync(null);

    /// <summary>Reads the next part.</summary>
    public Task MoreAsync() => HasMore && !IsReading ? ReadAsync(_next) : Task.CompletedTask;

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

    /// <summary>Whether a row is among those that were read.</summary>
    public bool Contains(long key) => _rows.Exists(row => keyOf(row) == key);

    /// <inheritdoc/>
    public void Dispose()
    {
        _reading.Cancel();
        _reading.Dispose();
    }

    private async Task ReadAsync(string? cursor)
    {
        var isFirst = cursor is null;
        _reading.Cancel();
        _reading.Dispose();
        _reading = new CancellationTokenSource();
        var cancellation = _reading.Token;
        IsReading = true;
        try
        {
            var page = await read(cursor, cancellation);
            if (cancellation.IsCancellationRequested)
                return;
            if (isFirst)
                _rows.Clear();
            _rows.AddRange(page.Items);
            (Rows, _next, HasFailed, IsReading) = (_rows, page.NextCursor, false, false);
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            // Another reading has taken its place, or nobody looks any more.
        }
        catch (Exception error)
        {
            logger.LogError(error, "A list could not be read");
            (HasFailed, IsReading) = (true, false);
        }
    }
}
