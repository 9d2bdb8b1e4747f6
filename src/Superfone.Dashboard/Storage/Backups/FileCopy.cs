using System.Security.Cryptography;

namespace Superfone.Dashboard.Storage.Backups;

/// <summary>Copies files durably, and computes their hashes on the way.</summary>
internal static class FileCopy
{
    private const int BlockSize = 256 << 10;

    // A single flush of a large file would delay the flushes of deliveries on the same disk.
    private const long BytesPerFlush = 16 << 20;

    /// <summary>Copies a file.</summary>
    /// <param name="source">The file, which nobody changes meanwhile.</param>
    /// <param name="target">The full path of the copy, in a folder that exists.</param>
    /// <param name="transform">Reads the source and hands on what is to be written; <see langword="null"/> to copy it unchanged.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <returns>The size and SHA-256 of the source and of the copy.</returns>
    public static (Content Source, Content Copy) Copy(
        string source, string target, Action<Stream, Action<ReadOnlyMemory<byte>>>? transform, CancellationToken cancellation)
    {
        using var from = new HashedStream(Open(source));
        using var to = new FileStream(target, PrivateFiles.NewFile());
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (written, flushed) = (0L, 0L);
        if (transform is null)
            Pump(from, Write, cancellation);
        else
            transform(from, Write);
        to.Flush(flushToDisk: true);
        return (from.Content, new Content(written, Hex(hash.GetHashAndReset())));

        void Write(ReadOnlyMemory<byte> bytes)
        {
            to.Write(bytes.Span);
            hash.AppendData(bytes.Span);
            written += bytes.Length;
            if (written - flushed < BytesPerFlush)
                return;
            to.Flush(flushToDisk: true);
            flushed = written;
        }
    }

    /// <summary>Reads a file from its beginning to its end.</summary>
    public static void Pump(Stream from, Action<ReadOnlyMemory<byte>> write, CancellationToken cancellation)
    {
        var block = new byte[BlockSize];
        while (from.Read(block) is > 0 and var count)
        {
            cancellation.ThrowIfCancellationRequested();
            write(block.AsMemory(0, count));
        }
    }

    /// <summary>The size and SHA-256 of a file.</summary>
    public static Content Read(string path, CancellationToken cancellation)
    {
        using var from = new HashedStream(Open(path));
        Pump(from, _ => { }, cancellation);
        return from.Content;
    }

    /// <summary>A SHA-256 in lower-case hexadecimal.</summary>
    public static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);

    /// <summary>Opens a file for reading, without a buffer.</summary>
    public static FileStream Open(string path) => new(path, new FileStreamOptions
    {
        Mode = FileMode.Open,
        Access = FileAccess.Read,
        Share = FileShare.ReadWrite | FileShare.Delete,
        BufferSize = 0,
        Options = FileOptions.SequentialScan,
    });

    private sealed class HashedStream(FileStream inner) : Stream
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private long _count;

        public Content Content => new(_count, Hex(_hash.GetCurrentHash()));

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => inner.Length;

        public override long Position { get => _count; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var count = inner.Read(buffer);
            _hash.AppendData(buffer[..count]);
            _count += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            _hash.Dispose();
            base.Dispose(disposing);
        }
    }
}

/// <summary>What a file holds.</summary>
/// <param name="SizeBytes">Its size in bytes.</param>
/// <param name="Sha256">Its SHA-256, in lower-case hexadecimal.</param>
internal readonly record struct Content(long SizeBytes, string Sha256);
