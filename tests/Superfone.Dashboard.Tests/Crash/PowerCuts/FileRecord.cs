using System.Text;

namespace Superfone.Dashboard.Tests.Crash.PowerCuts;

/// <summary>What SQLite did to a file.</summary>
internal enum FileOperation : byte
{
    Open,
    Write,
    Truncate,
    Sync,
    Delete,
}

/// <summary>An operation on a file, once it has succeeded.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Path">The full path.</param>
/// <param name="Number">
/// Of a write, the offset; of a truncation, the size; of a sync, where the record ended when it began; of a deletion, 1 if it was durable.
/// </param>
/// <param name="Bytes">What was written.</param>
internal sealed record FileRecord(FileOperation Operation, string Path, long Number, byte[] Bytes)
{
    /// <summary>Where the record ends after this.</summary>
    public long End { get; private init; }

    /// <summary>Appends an operation to a record.</summary>
    public static void Append(Stream record, FileOperation operation, string path, long number, ReadOnlySpan<byte> bytes)
    {
        using var entry = new MemoryStream();
        using (var writer = new BinaryWriter(entry, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write((byte)operation);
            writer.Write(path);
            writer.Write(number);
            writer.Write(bytes.Length);
            writer.Write(bytes);
        }

        record.Write(entry.GetBuffer().AsSpan(0, (int)entry.Length));
    }

    /// <summary>Reads a record. Its last entry may be incomplete, because the process was killed.</summary>
    public static IEnumerable<FileRecord> Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 20);
        using var reader = new BinaryReader(file, Encoding.UTF8);
        while (file.Position < file.Length)
        {
            var entry = new FileRecord((FileOperation)reader.ReadByte(), reader.ReadString(), reader.ReadInt64(), reader.ReadBytes(reader.ReadInt32()));
            yield return entry with { End = file.Position };
        }
    }
}
