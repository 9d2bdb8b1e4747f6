using System.Buffers.Binary;
using Superfone.Events;

namespace Superfone.Dashboard.Ingest.Import;

/// <summary>
/// Counts how often the same change occurs in a file: A, B, A are three changes of a field, but A, A is a repetition. Other events with the
/// same JSON are always repetitions.
/// </summary>
internal sealed class OccurrenceCounter
{
    private readonly Dictionary<string, long> _latest = new(StringComparer.Ordinal);
    private readonly Dictionary<long, int> _counts = [];

    /// <summary>The number of the occurrence; that of the one before for a repetition.</summary>
    /// <param name="read">An event.</param>
    public int Next(Classification read)
    {
        if (read.ChangeKey is not { } key)
            return 1;

        // 64 bits of the hash do not collide by chance in any file.
        var hash = BinaryPrimitives.ReadInt64LittleEndian(read.CanonicalHash);
        var count = _counts.GetValueOrDefault(hash);
        if (_latest.TryGetValue(key, out var latest) && latest == hash)
            return count;
        _latest[key] = hash;
        return _counts[hash] = count + 1;
    }
}
