using System.IO.Compression;
using System.IO.Pipelines;
using Superfone.Dashboard.Recordings.Files;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Recordings.Download;

/// <summary>The file in the body of a response, decompressed if it was sent compressed.</summary>
internal sealed class RecordingBody : IAsyncDisposable
{
    private const int MarkLength = 16;

    private readonly CountingStream _received;
    private readonly Stream _body;
    private readonly Stream _file;

    private RecordingBody(CountingStream received, Stream body, Stream file) => (_received, _body, _file) = (received, body, file);

    /// <summary>The number of bytes received so far, before decompression.</summary>
    public long ReceivedBytes => _received.Count;

    /// <summary>Examines the first bytes of the body and prepares to read it.</summary>
    /// <exception cref="RecordingException">The connection ended.</exception>
    public static async Task<RecordingBody> OpenAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var received = new CountingStream(await response.Content.ReadAsStreamAsync(cancellation));
        var reader = PipeReader.Create(received);
        var start = new byte[MarkLength];
        int length;
        try
        {
            var read = await reader.ReadAtLeastAsync(MarkLength, cancellation);
            length = (int)Math.Min(MarkLength, read.Buffer.Length);
            System.Buffers.BuffersExtensions.CopyTo(read.Buffer.Slice(0, length), start);
            reader.AdvanceTo(read.Buffer.Start);
        }
        catch (Exception error) when (error is IOException or HttpRequestException)
        {
            throw Broken(error);
        }

        var body = reader.AsStream();
        return new RecordingBody(received, body, Unpack(body, response.Content.Headers.ContentEncoding, start.AsSpan(0, length)));
    }

    /// <summary>Reads the next bytes. It is separate from writing, so that errors of the network are not mistaken for errors of the disk.</summary>
    /// <param name="buffer">The buffer to fill.</param>
    /// <param name="least">The minimum number of bytes, unless the file ends.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <returns>The number of bytes; 0 at the end of the file.</returns>
    /// <exception cref="RecordingException">The connection ended, or the file cannot be decompressed.</exception>
    public async ValueTask<int> ReadAsync(byte[] buffer, int least, CancellationToken cancellation)
    {
        try
        {
            var count = await _file.ReadAtLeastAsync(buffer, least, throwOnEndOfStream: false, cancellation);

            // The compressed data may end before the body. The rest is read as well, because the length is checked.
            while (count == 0 && await _body.ReadAsync(buffer, cancellation) > 0)
            {
            }

            return count;
        }
        catch (Exception error) when (error is InvalidDataException or InvalidOperationException)
        {
            throw new RecordingException("The file came packed, and cannot be unpacked.", error);
        }
        catch (Exception error) when (error is IOException or HttpRequestException)
        {
            throw Broken(error);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _file.DisposeAsync();

    // A body that begins like audio is not compressed, whatever the header says: some storage services return headers that their users set.
    private static Stream Unpack(Stream body, ICollection<string> codings, ReadOnlySpan<byte> start)
    {
        if (AudioFormat.Of(start) is not null)
            return body;
        var isGzip = PackedBody.BeginsLikeGzip(start);
        if (codings.Count == 0)
            return isGzip ? new GZipStream(body, CompressionMode.Decompress) : body;
        foreach (var coding in codings.Reverse())
        {
            body = coding.ToLowerInvariant() switch
            {
                "gzip" or "x-gzip" when isGzip => new GZipStream(body, CompressionMode.Decompress),
                "deflate" when IsZLib(start) => new ZLibStream(body, CompressionMode.Decompress),
                "deflate" => new DeflateStream(body, CompressionMode.Decompress),
                "br" => new BrotliStream(body, CompressionMode.Decompress),
                _ => body, // identity, and codings for internal use, such as aws-chunked.
            };
        }

        return body;
    }

    // The two bytes are a multiple of 31, and the low bits of the first name the method, 8.
    private static bool IsZLib(ReadOnlySpan<byte> start) => start is [var method, var flags, ..] && (method & 0x0F) == 8 && ((method << 8) | flags) % 31 == 0;

    private static RecordingException Broken(Exception error) => new("The connection ended before the whole file had come.", error);

    private sealed class CountingStream(Stream inner) : Stream
    {
        public long Count { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = await inner.ReadAsync(buffer, cancellationToken);
            Count += count;
            return count;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override async ValueTask DisposeAsync()
        {
            await inner.DisposeAsync();
            await base.DisposeAsync();
        }
    }
}
