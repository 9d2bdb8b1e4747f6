using Superfone.Dashboard.Storage.Faults;
using Superfone.Dashboard.Storage.Objects;

namespace Superfone.Dashboard.Storage.Backups.Places;

/// <summary>A backup in a bucket.</summary>
/// <param name="store">The bucket.</param>
/// <param name="place">The place of the backup.</param>
/// <param name="prefix">What the keys of its manifest begin with.</param>
/// <param name="path">Its address.</param>
internal sealed class BucketSource(ObjectStore store, BucketPlace place, string prefix, string path) : IBackupSource
{
    /// <inheritdoc/>
    public string Path => path;

    /// <inheritdoc/>
    public bool IsRemote => true;

    /// <inheritdoc/>
    public byte[]? ReadSmall(string name) => BucketPlace.Wait(() => store.ReadAllAsync(prefix + name, CancellationToken.None));

    /// <inheritdoc/>
    public long? SizeOf(BackupFile file) => place.SharedFiles.TryGetValue(place.KeyOf(file), out var found) ? found.SizeBytes : null;

    /// <inheritdoc/>
    public Stream Open(BackupFile file)
    {
        if (file.SizeBytes == 0)
            return new MemoryStream([], writable: false);
        var content = Task.Run(() => store.OpenAsync(place.KeyOf(file), file.SizeBytes, null, new ByteSpan(0, file.SizeBytes), CancellationToken.None)).GetAwaiter().GetResult();
        return content is null ? throw new UnreadableFileException(file.Path, new FileNotFoundException("The S3 store does not have it.")) : new Reader(content);
    }

    // What the store does not send now is no damage of the backup.
    private sealed class Reader(ObjectStream content) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => content.Length;

        public override long Position { get => content.Position; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            try
            {
                return Task.Run(() => content.ReadAsync(buffer.AsMemory(offset, count), CancellationToken.None).AsTask()).GetAwaiter().GetResult();
            }
            catch (IOException error)
            {
                throw new ObjectStoreException(StorageCause.StoreSlow, error.Message, error);
            }
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            content.Dispose();
            base.Dispose(disposing);
        }
    }
}
