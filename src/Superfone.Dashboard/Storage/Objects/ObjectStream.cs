using System.Security.Cryptography;

namespace Superfone.Dashboard.Storage.Objects;

/// <summary>
/// Reads an object. If the connection ends or stalls in the middle, it goes on from there with another request. Disposing it ends the
/// request: nothing is read for somebody who has gone away.
/// </summary>
public sealed class ObjectStream : Stream
{
    private const int Attempts = 3;

    private readonly Func<ByteSpan, CancellationToken, Task<ObjectBody?>> _open;
    private readonly long _size;
    private readonly TimeSpan _stallTimeout;
    private readonly byte[]? _sha256;
    private readonly IncrementalHash? _hash;
    private ObjectBody? _body;
    private ByteSpan _rest;
    private long _hashed;

    internal ObjectStream(Func<ByteSpan, CancellationToken, Task<ObjectBody?>> open, long size, byte[]? sha256, TimeSpan stallTimeout)
    {
        (_open, _size, _sha256, _stallTimeout) = (open, size, sha256, stallTimeout);
        _hash = sha256 is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => _size;

    /// <inheritdoc/>
    public override long Position { get; set; }

    /// <summary>Requests bytes, so that errors come before anything is sent on.</summary>
    /// <returns>Whether there is an object of the right size.</returns>
    internal async Task<bool> BeginAsync(ByteSpan? wanted, CancellationToken cancellation)
    {
        Close(_body);
        _rest = wanted ?? new ByteSpan(Position, _size);
        _body = await _open(_rest, cancellation);
        return _body?.ObjectBytes == _size;
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The store does not send the object, or sends another one.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= _size || buffer.IsEmpty)
            return 0;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var count = await ReadOnceAsync(buffer, cancellationToken);
                Check(buffer.Span[..count]);
                Position += count;
                _rest = _rest with { From = Position };
                return count;
            }
            catch (Exception error) when (error is not InvalidDataException && !cancellationToken.IsCancellationRequested)
            {
                Close(_body);
                if (attempt == Attempts)
                    throw new IOException("The S3 store does not send the rest of an object.", error);
            }
        }
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        SeekOrigin.End => _size + offset,
    };

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Close(_body);
        _hash?.Dispose();
        base.Dispose(disposing);
    }

    private async Task<int> ReadOnceAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        if ((_body is null || _rest.From != Position || _rest.End <= Position) && !await BeginAsync(null, cancellation))
            throw new IOException("The object is not there any more.");
        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        stall.CancelAfter(_stallTimeout);
        var count = await _body!.Bytes.ReadAsync(buffer[..(int)Math.Min(buffer.Length, _rest.End - Position)], stall.Token);
        return count > 0 ? count : throw new IOException("The connection ended before the whole object had come.");
    }

    // Whoever skips a part cannot be told about the whole.
    private void Check(ReadOnlySpan<byte> bytes)
    {
        if (_hash is null || Position != _hashed)
            return;
        _hash.AppendData(bytes);
        _hashed += bytes.Length;
        if (_hashed == _size && !_hash.GetHashAndReset().AsSpan().SequenceEqual(_sha256))
            throw new InvalidDataException("The object in the S3 store is not what was stored: its SHA-256 differs.");
    }

    private void Close(ObjectBody? body)
    {
        body?.Dispose();
        _body = null;
    }
}
