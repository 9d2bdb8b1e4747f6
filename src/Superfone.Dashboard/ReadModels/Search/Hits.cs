using System.Data.Common;

namespace Superfone.Dashboard.ReadModels.Search;

/// <summary>The hits of two statements together, newest first, each row once.</summary>
/// <param name="words">Rows that have the words, newest first; <see langword="null"/> for none.</param>
/// <param name="fragments">Rows that may have the fragments, newest first; <see langword="null"/> for none.</param>
internal sealed class Hits(DbDataReader? words, DbDataReader? fragments)
{
    private readonly Source _words = new(words);
    private readonly Source _fragments = new(fragments);

    /// <summary>Reads the next row.</summary>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The row, and whether it has the words; <see langword="null"/> after the last one.</returns>
    public async ValueTask<(long Row, bool HasWords)?> NextAsync(CancellationToken cancellation)
    {
        var (word, fragment) = (await _words.PeekAsync(cancellation), await _fragments.PeekAsync(cancellation));
        if (word is null && fragment is null)
            return null;
        var hasWords = word is not null && (fragment is null || word >= fragment);
        if (hasWords)
            _words.Take();
        if (!hasWords || word == fragment)
            _fragments.Take();
        return (hasWords ? word!.Value : fragment!.Value, hasWords);
    }

    private sealed class Source(DbDataReader? reader)
    {
        private long? _next;
        private bool _isAtEnd = reader is null;

        public async ValueTask<long?> PeekAsync(CancellationToken cancellation)
        {
            if (_next is null && !_isAtEnd)
            {
                _isAtEnd = !await reader!.ReadAsync(cancellation);
                _next = _isAtEnd ? null : reader.GetInt64(0);
            }

            return _next;
        }

        public void Take() => _next = null;
    }
}
