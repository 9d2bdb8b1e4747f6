using System.Diagnostics.CodeAnalysis;

namespace Superfone.Dashboard.Tests.Crash.PowerCuts;

/// <summary>
/// The files of a record as a power cut may leave them. A sync keeps all earlier writes of its file. Each later write is there, missing, or
/// torn: some of its pieces of 512 bytes are there; of some files most are lost, of others few. Bytes beside a write are never changed. Until the folder is flushed, new files may be missing
/// and deleted ones may be back. SQLite flushes it when it first syncs a new journal or write-ahead log.
/// </summary>
internal sealed class Disk
{
    private const int Sector = 512;

    // Files that miss little are the dangerous ones: they look whole.
    private static readonly double[] SharesLost = [0.67, 0.1, 0.005];

    private readonly Dictionary<string, DiskFile> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> _deleted = new(StringComparer.Ordinal);

    /// <summary>Applies an operation.</summary>
    public void Apply(FileRecord record)
    {
        if (record.Operation == FileOperation.Delete)
        {
            if (_files.Remove(record.Path, out var deleted) && record.Number == 0 && deleted.IsCreated)
                _deleted[record.Path] = deleted.Durable;
            else
                _deleted.Remove(record.Path);
            return;
        }

        if (!_files.TryGetValue(record.Path, out var file))
            _files[record.Path] = file = new DiskFile();
        _deleted.Remove(record.Path);
        if (record.Operation == FileOperation.Sync)
        {
            file.Sync(record.Number);
            if (!file.IsCreated && (record.Path.EndsWith("-journal", StringComparison.Ordinal) || record.Path.EndsWith("-wal", StringComparison.Ordinal)))
                FlushFolder(Path.GetDirectoryName(record.Path));
        }
        else if (record.Operation != FileOperation.Open)
            file.Pending.Add(record);
    }

    /// <summary>Writes what is left of some files after a power cut.</summary>
    /// <param name="folder">The folder to write to.</param>
    /// <param name="name">The beginning of the names of the files.</param>
    /// <param name="random">Chooses what is left.</param>
    public void CutPower(string folder, string name, Random random)
    {
        foreach (var (path, file) in _files)
        {
            if (Path.GetFileName(path) is var own && own.StartsWith(name, StringComparison.Ordinal) && (file.IsCreated || random.Next(2) == 0))
                File.WriteAllBytes(Path.Combine(folder, own), file.AfterCut(random));
        }

        foreach (var (path, content) in _deleted)
        {
            if (Path.GetFileName(path) is var own && own.StartsWith(name, StringComparison.Ordinal) && random.Next(2) == 0)
                File.WriteAllBytes(Path.Combine(folder, own), content);
        }
    }

    private void FlushFolder(string? folder)
    {
        foreach (var (path, file) in _files)
            file.IsCreated |= Path.GetDirectoryName(path) == folder;
        foreach (var path in _deleted.Keys.Where(path => Path.GetDirectoryName(path) == folder).ToList())
            _deleted.Remove(path);
    }

    [SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "A stream in memory holds nothing.")]
    private sealed class DiskFile
    {
        private readonly MemoryStream _durable = new();

        public bool IsCreated { get; set; }

        public List<FileRecord> Pending { get; } = [];

        public byte[] Durable => _durable.ToArray();

        public void Sync(long begin)
        {
            var count = Pending.FindIndex(record => record.End > begin) is >= 0 and var first ? first : Pending.Count;
            foreach (var record in Pending.Take(count))
                Apply(_durable, record, _ => true);
            Pending.RemoveRange(0, count);
        }

        public byte[] AfterCut(Random random)
        {
            var left = new MemoryStream();
            left.Write(_durable.GetBuffer(), 0, (int)_durable.Length);
            var share = SharesLost[random.Next(SharesLost.Length)];
            foreach (var record in Pending)
            {
                var isLost = random.NextDouble() < share;
                var isTorn = isLost && random.Next(2) == 0;
                Apply(left, record, _ => isTorn ? random.Next(2) == 0 : !isLost);
            }

            return left.ToArray();
        }

        private static void Apply(MemoryStream file, FileRecord record, Func<int, bool> isThere)
        {
            if (record.Operation == FileOperation.Truncate)
            {
                if (isThere(0))
                    file.SetLength(record.Number);
                return;
            }

            for (var from = 0; from < record.Bytes.Length; from += Sector)
            {
                if (!isThere(from))
                    continue;
                file.Position = record.Number + from;
                file.Write(record.Bytes, from, Math.Min(Sector, record.Bytes.Length - from));
            }
        }
    }
}
