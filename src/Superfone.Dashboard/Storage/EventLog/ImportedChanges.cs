using System.Buffers.Binary;
using Superfone.Events;

namespace Superfone.Dashboard.Storage.EventLog;

/// <summary>
/// Follows the changes of a file through the log while it is imported. The order of changes decides what a field holds at the end, so the log
/// has a change already only if it is behind the one before it in the file: a log of A lacks both B and A of a file B, A. Used by one thread.
/// </summary>
/// <param name="repeats">
/// Whether the same change twice in a row is one change that was sent twice. Not in another log, which has told repetitions apart.
/// </param>
public sealed class ImportedChanges(bool repeats)
{
    private readonly Dictionary<string, (long Id, long Hash)> _last = new(StringComparer.Ordinal);

    /// <summary>The delivery of the previous change of the same field; 0 if there was none.</summary>
    /// <param name="change">A change.</param>
    public long Previous(Classification change) => _last.GetValueOrDefault(change.ChangeKey!).Id;

    /// <summary>Whether a change repeats the previous one.</summary>
    /// <param name="change">A change.</param>
    public bool IsRepetition(Classification change) => repeats && _last.TryGetValue(change.ChangeKey!, out var last) && last.Hash == HashOf(change);

    /// <summary>Records that the log has a change.</summary>
    /// <param name="change">A change.</param>
    /// <param name="id">Its delivery.</param>
    public void Add(Classification change, long id) => _last[change.ChangeKey!] = (id, HashOf(change));

    // 64 bits of the hash do not collide by chance in any file.
    private static long HashOf(Classification change) => BinaryPrimitives.ReadInt64LittleEndian(change.CanonicalHash);
}
