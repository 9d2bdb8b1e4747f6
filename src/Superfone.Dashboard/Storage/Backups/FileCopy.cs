using System.Security.Cryptography;

namespace Superfone.Dashboard.Storage.Backups;

/// <summary>Copies files durably, and computes their hashes on the way.</summary>
internal static class FileCopy
{
    private const int BlockSize = 256 << 10;

    // A single flush of a large file would delay the flushes of deliveries on the same disk.
    private const long BytesPerFlush = 16 << 20;

    /// <summary>Copies a file.</summary>
    /// <param name="source">The full path of the file, which nobody changes meanwhile.</param>
    /// <param name="target">The full path of the copy, in a folder that exists.</param>
    /// <param name="transform">Reads the source and hands on what is to be written; <see langword="null"/> to copy it unchanged.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <returns>The size and SHA-256 of the source and of the copy.</returns>
    /// <exception cref="UnreadableFileException">The source cannot be read; what was written of the copy is deleted.</exception>
    /// <exception cref="IOException">The copy cannot be written.</exception>
    public static (Content Source, Content Copy) Copy(
        string source, string target, Action<Stream, Action<ReadOnlyMemory<byte>>>? transform, CancellationToken cancellation) =>
        Copy(Open(source), source, target, transform, cancellation);

    /// <summary>Does the same.</summary>
    /// <param name="source">The content, which is disposed.</param>
    /// <param name="name">How it is called in errors.</param>
    /// <param name="target">The full path of the copy.</param>
    /// <param name="transform">The same as above.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    public static (Content Source, Content Copy) Copy(
        Stream source, string name, string target, Action<Stream, Action<ReadOnlyMemory<byte>>>? transform, CancellationToken cancellation)
    {
        try
        {
            return CopyAll(source, name, target, transform, cancellation);
        }
        catch (EndOfStreamException error)
        {
            File.Delete(target);
            throw new UnreadableFileException(name, error);
        }
        catch (Exception error) when (error is UnreadableFileException or CryptographicException)
        {
            File.Delete(target);
            throw;
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
    /// <exception cref="UnreadableFileException">It cannot be read.</exception>
    public static Content Read(string path, CancellationToken cancellation) => Read(Open(path), path, cancellation);

    /// <summary>Does the same.</summary>
    /// <param name="content">The content, which is disposed.</param>
    /// <param name="name">How it is called in errors.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    public static Content Read(Stream content, string name, CancellationToken cancellation)
    {
        using var from = new HashedStream(content, name);
        Pump(from, _ => { }, cancellation);
        return from.Content;
    }

    /// <summary>The size and SHA-256 of a file in a backup, as it lies there and decrypted.</summary>
    /// <param name="file">The file, which is disposed.</param>
    /// <param name="cipher">Decrypts it; <see langword="null"/> if it is not encrypted.</param>
    /// <param name="name">Its path in the backup.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <exception cref="UnreadableFileException">It cannot be read.</exception>
    /// <exception cref="CryptographicException">It cannot be decrypted.</exception>
    public static (Content Stored, Content Plain) ReadContent(Stream file, BackupCipher? cipher, string name, CancellationToken cancellation)
    {
        if (cipher is null)
        {
            var content = Read(file, name, cancellation);
            return (content, content);
        }

        using var from = new HashedStream(file, name);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var size = 0L;
        cipher.Decrypt(from, Take, name, cancellation);
        return (from.Content, new Content(size, Hex(hash.GetHashAndReset())));

        void Take(ReadOnlyMemory<byte> bytes)
        {
            hash.AppendData(bytes.Span);
            size += bytes.Length;
        }
    }

    /// <summary>A SHA-256 in lower-case hexadecimal.</summary>
    public static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);

    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="UnreadableFileException">It cannot be read.</exception>
    public static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.Open,
                Access = FileAccess.Read,
                Share = FileShare.ReadWrite | FileShare.Delete,
                BufferSize = 0,
                Options = FileOptions.SequentialScan,
            });
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UnreadableFileException(path, error);
        }
    }

    private static (Content Source, Content Copy) CopyAll(
        Stream source, string name, string target, Action<Stream, Action<ReadOnlyMemory<byte>>>? transform, CancellationToken cancellation)
    {
        using var from = new HashedStream(source, name);
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

    // Errors of the source and of the target are told apart: a recording that cannot be read must not stop a backup.
    private sealed class HashedStream(Stream inner, string path) : Stream
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
            int count;
            try
            {
                count = inner.Read(buffer);
            }
            catch (IOException error)
            {
                throw new UnreadableFileException(path, error);
            }

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

/// <summary>A file cannot be read: it is missing, not permitted, or the disk is damaged.</summary>
/// <param name="path">The full path.</param>
/// <param name="cause">The error behind it.</param>
internal sealed class UnreadableFileException(string path, Exception cause) : IOException($"The file '{path}' cannot be read: {cause.Message}", cause)
{
    /// <summary>Whether the file does not exist.</summary>
    public bool IsMissing => InnerException is FileNotFoundException or DirectoryNotFoundException;
}
