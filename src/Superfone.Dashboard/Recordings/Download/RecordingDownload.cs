using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Recordings.Files;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.Faults;
using Superfone.Dashboard.Storage.Primary.Recordings;

namespace Superfone.Dashboard.Recordings.Download;

/// <summary>
/// One attempt to download a file. It is written under a temporary name, flushed and checked before it gets its final name. The body is
/// streamed through one small buffer.
/// </summary>
internal sealed class RecordingDownload(
    RecordingSource source, RecordingFolder folder, RecordingStores stores, TimeProvider time, IOptionsMonitor<RecordingOptions> options, StorageFaults faults)
{
    private const int BufferLength = 1 << 17;
    private const long RoomCheckedEvery = 1 << 23;

    // Ends downloads from servers that send a little now and then, which never stall.
    private static readonly TimeSpan LongestDownload = TimeSpan.FromHours(1);

    /// <summary>Downloads a recording.</summary>
    /// <returns>The result. Failures of the server are results, not exceptions.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled it.</exception>
    public async Task<DownloadResult> RunAsync(RecordingJob job, CancellationToken cancellation)
    {
        using var total = new CancellationTokenSource(LongestDownload, time);
        using var stall = new CancellationTokenSource(options.CurrentValue.StallTimeout, time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(total.Token, stall.Token, cancellation);
        try
        {
            using var response = await source.OpenAsync(job.Url, any.Token);
            var length = response.Content.Headers.ContentRange?.Length ?? response.Content.Headers.ContentLength;
            RefuseTooLong(length ?? 0);
            RefuseWithoutRoom(length ?? 0);
            var staged = await StageAsync(job, response, length, stall, any.Token);
            var stored = await StoreAsync(staged.File, staged.Playability, cancellation);
            faults.Clear(StoragePart.Recordings);
            return stored;
        }
        catch (RecordingException error)
        {
            return error.IsLocal ? DownloadResult.Postponed(error.Message) : DownloadResult.Failed(error.Message);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return DownloadResult.Failed(total.IsCancellationRequested
                ? "The download took longer than an hour."
                : $"The server sent nothing for {options.CurrentValue.StallTimeout.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)} seconds.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            faults.Report(StoragePart.Recordings, error);
            return DownloadResult.Postponed(StorageCauses.Of(error) == StorageCause.Full
                ? "The disk is full. The download goes on when there is room."
                : "The file could not be written into the data directory; the log says why.");
        }
    }

    // Storing has times of its own: the sender's server has nothing to do with it.
    private async Task<DownloadResult> StoreAsync(StagedFile file, Playability playability, CancellationToken cancellation)
    {
        try
        {
            var path = await stores.AddAsync(file, cancellation);
            return DownloadResult.Stored(new StoredFile(path, file.ContentType, file.SizeBytes, file.Sha256, time.GetUtcNow().UtcDateTime) { Playability = playability });
        }
        catch
        {
            File.Delete(file.Part);
            throw;
        }
    }

    private async Task<(StagedFile File, Playability Playability)> StageAsync(
        RecordingJob job, HttpResponseMessage response, long? length, CancellationTokenSource stall, CancellationToken cancellation)
    {
        var part = folder.CreatePart(job.CdrId, job.AnnouncedUtc);
        try
        {
            await using var body = await RecordingBody.OpenAsync(response, cancellation);
            var (format, size, hash) = await WriteAsync(part, body, stall, cancellation);
            if (length is { } announced && announced != body.ReceivedBytes)
                throw new RecordingException($"{body.ReceivedBytes} of {announced} bytes came.");
            format ??= AudioFormat.Unknown(response.Content.Headers.ContentType?.MediaType, job.Extension);
            return (new StagedFile(part, format.Extension, format.ContentType, size, hash), format.PlayabilityOf(size));
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }

    private async Task<(AudioFormat? Format, long Size, byte[] Hash)> WriteAsync(
        string part, RecordingBody body, CancellationTokenSource stall, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(part, PrivateFiles.NewFile());
        var buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            AudioFormat? format = null;
            long size = 0, checkedSize = 0;
            while (true)
            {
                stall.CancelAfter(options.CurrentValue.StallTimeout);
                var count = await body.ReadAsync(buffer, size == 0 ? AudioFormat.SniffedBytes : 1, cancellation);
                RefuseTooLong(body.ReceivedBytes);
                if (count == 0)
                    break;
                if (size == 0)
                    format = Recognise(buffer.AsSpan(0, count));
                RefuseTooLong(size += count);
                if (size - checkedSize >= RoomCheckedEvery)
                {
                    RefuseWithoutRoom(0);
                    checkedSize = size;
                }

                hash.AppendData(buffer, 0, count);
                await file.WriteAsync(buffer.AsMemory(0, count), cancellation);
            }

            file.Flush(flushToDisk: true);
            return size > 0 ? (format, size, hash.GetHashAndReset()) : throw new RecordingException("The file is empty.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static AudioFormat? Recognise(ReadOnlySpan<byte> start) => AudioFormat.Of(start)
        ?? (NotAudio.Is(start[..Math.Min(start.Length, AudioFormat.SniffedBytes)]) ? throw new RecordingException("What came is not audio.") : null);

    private void RefuseWithoutRoom(long bytes)
    {
        if (folder.LackOfRoom(bytes) is { } lack)
            throw new RecordingException(lack) { IsLocal = true };
    }

    private void RefuseTooLong(long bytes)
    {
        if (bytes > options.CurrentValue.MaxBytes)
            throw new RecordingException($"The file is longer than {options.CurrentValue.MaxBytes} bytes (Superfone:Recordings:MaxBytes).");
    }
}
