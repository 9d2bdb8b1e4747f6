using Amazon.S3;
using Amazon.S3.Model;
using Superfone.Dashboard.Configuration.Network;

namespace Superfone.Dashboard.Storage.Objects;

/// <summary>
/// The bucket of an S3-compatible store. Each request ends in time: a store that is slow must not keep a page or a download waiting. Errors
/// are <see cref="ObjectStoreException"/>s, which name no secret.
/// </summary>
/// <param name="options">Where it is.</param>
/// <param name="stallTimeout">How long it may send nothing; at most ten seconds are waited.</param>
public sealed class ObjectStore(S3Options options, Func<TimeSpan> stallTimeout) : IDisposable
{
    /// <summary>What the paths of files in it begin with; the key follows.</summary>
    public const string PathScheme = "s3:";

    // A part of an upload may take longer than an answer.
    private const int AnswersPerUpload = 12;
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(10);

    private readonly Lazy<AmazonS3Client> _client = new(() => ObjectStoreClient.Create(options));

    /// <summary>Whether there is one.</summary>
    public bool IsConfigured => options.IsConfigured;

    /// <summary>How it is called in sentences.</summary>
    public string Name => options.ServiceUrl is { } url ? $"The S3 store at {new Uri(url).Authority}" : $"The S3 store in {options.Region}";

    private TimeSpan AnswerTimeout => stallTimeout() is var time && time < LongestAnswer ? time : LongestAnswer;

    /// <summary>Another bucket of the same store.</summary>
    public ObjectStore In(string bucket) => new(options.In(bucket), stallTimeout);

    /// <summary>Stores a file, and returns once the store has all of it.</summary>
    /// <param name="key">The key of the new object.</param>
    /// <param name="file">The file.</param>
    /// <param name="cancellation">Stops; nothing is left.</param>
    /// <exception cref="ObjectStoreException">It could not be stored.</exception>
    public async Task PutAsync(string key, UploadedFile file, CancellationToken cancellation)
    {
        await new ObjectUpload(this, options, key, file).RunAsync(cancellation);
        if (await FindSizeAsync(key, cancellation) is var size && size != file.SizeBytes)
            throw new ObjectStoreException(Faults.StorageCause.StoreSlow, $"{Name} has {size ?? 0} of {file.SizeBytes} bytes of an object that was stored.");
    }

    /// <summary>Opens an object for reading.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="sizeBytes">The size that it must have.</param>
    /// <param name="sha256">The SHA-256 that it must have: whoever reads it from its beginning to its end gets an error if it has another.</param>
    /// <param name="wanted">The bytes that will be read, which are requested at once; <see langword="null"/> to see only whether it is there.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>A stream that can seek; <see langword="null"/> if there is no such object.</returns>
    /// <exception cref="ObjectStoreException">The store does not say.</exception>
    public async Task<ObjectStream?> OpenAsync(string key, long sizeBytes, byte[]? sha256, ByteSpan? wanted, CancellationToken cancellation)
    {
        if (wanted is null)
            return await FindSizeAsync(key, cancellation) == sizeBytes ? new ObjectStream(Read, sizeBytes, sha256, AnswerTimeout) : null;
        var stream = new ObjectStream(Read, sizeBytes, sha256, AnswerTimeout);
        try
        {
            if (await stream.BeginAsync(wanted, cancellation))
                return stream;
            await stream.DisposeAsync();
            return null;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }

        Task<ObjectBody?> Read(ByteSpan span, CancellationToken token) => ReadAsync(key, span, token);
    }

    /// <summary>Reads a small object; <see langword="null"/> if there is none.</summary>
    /// <exception cref="ObjectStoreException">The store does not say.</exception>
    public async Task<byte[]?> ReadAllAsync(string key, CancellationToken cancellation)
    {
        if (await FindSizeAsync(key, cancellation) is not { } size || await OpenAsync(key, size, null, new ByteSpan(0, size), cancellation) is not { } content)
            return null;
        await using (content)
        {
            var bytes = new byte[size];
            try
            {
                await content.ReadExactlyAsync(bytes, cancellation);
                return bytes;
            }
            catch (IOException error)
            {
                throw ObjectStoreErrors.Explain(error, Name);
            }
        }
    }

    /// <summary>The size of an object in bytes; <see langword="null"/> if there is none.</summary>
    /// <exception cref="ObjectStoreException">The store does not say.</exception>
    public async Task<long?> FindSizeAsync(string key, CancellationToken cancellation)
    {
        // HEAD could not tell a missing object from a missing bucket: its answer has no body.
        using var body = await ReadAsync(key, new ByteSpan(0, 1), cancellation);
        return body?.ObjectBytes;
    }

    /// <summary>The objects whose keys begin with a prefix, with what the store says of them.</summary>
    /// <exception cref="ObjectStoreException">The store does not list them.</exception>
    public async Task<IReadOnlyDictionary<string, StoredObject>> ListAsync(string prefix, CancellationToken cancellation)
    {
        Dictionary<string, StoredObject> found = new(StringComparer.Ordinal);
        var request = new ListObjectsV2Request { BucketName = options.Bucket, Prefix = prefix };
        ListObjectsV2Response page;
        do
        {
            page = await RunAsync((client, token) => client.ListObjectsV2Async(request, token), cancellation);
            foreach (var item in page.S3Objects ?? [])
                found[item.Key] = new StoredObject(item.Size ?? 0, item.LastModified?.ToUniversalTime());
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (page.IsTruncated == true);
        return found;
    }

    /// <summary>Deletes an object, if it is there, with all its versions.</summary>
    /// <exception cref="ObjectStoreException">It, or a version of it, could not be deleted.</exception>
    public async Task DeleteAsync(string key, CancellationToken cancellation)
    {
        var deleted = await RunAsync((client, token) => client.DeleteObjectAsync(options.Bucket, key, token), cancellation);

        // A bucket with versions has only hidden it.
        if (deleted.DeleteMarker is null or "false")
            return;
        var versions = await RunAsync((client, token) => client.ListVersionsAsync(options.Bucket, key, token), cancellation);
        foreach (var version in (versions.Versions ?? []).Where(version => version.Key == key))
            await RunAsync((client, token) => client.DeleteObjectAsync(options.Bucket, key, version.VersionId, token), cancellation);
    }

    /// <summary>Ends uploads that a killed process has begun. Not every store lists them.</summary>
    /// <param name="prefix">What their keys begin with.</param>
    /// <param name="isConcerned">Whether an upload to a key is ended.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="ObjectStoreException">The store failed.</exception>
    public async Task EndUploadsAsync(string prefix, Func<string, bool> isConcerned, CancellationToken cancellation)
    {
        try
        {
            var request = new ListMultipartUploadsRequest { BucketName = options.Bucket, Prefix = prefix };
            var begun = await RunAsync((client, token) => client.ListMultipartUploadsAsync(request, token), cancellation);
            foreach (var upload in (begun.MultipartUploads ?? []).Where(upload => isConcerned(upload.Key)))
                await RunAsync((client, token) => client.AbortMultipartUploadAsync(options.Bucket, upload.Key, upload.UploadId, token), cancellation);
        }
        catch (ObjectStoreException error) when (error.InnerException is AmazonS3Exception { ErrorCode: "NotImplemented" or "MethodNotAllowed" })
        {
            // They cost room until the store's own rule deletes them.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_client.IsValueCreated)
            _client.Value.Dispose();
    }

    /// <summary>Sends a request; it fails if there is no answer in time.</summary>
    internal async Task<T> RunAsync<T>(Func<AmazonS3Client, CancellationToken, Task<T>> send, CancellationToken cancellation, bool isUpload = false)
    {
        if (!IsConfigured)
            throw new ObjectStoreException(Faults.StorageCause.StoreRefused, $"There is no S3 store: {(options.HasStore ? S3Options.BucketKey : $"{S3Options.Section}:ServiceUrl or Region")} is not set.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(isUpload ? AnswerTimeout * AnswersPerUpload : AnswerTimeout);
        try
        {
            return await send(_client.Value, limit.Token);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested && error is not AmazonS3Exception { ErrorCode: "NoSuchKey" })
        {
            throw ObjectStoreErrors.Explain(error, Name);
        }
    }

    private async Task<ObjectBody?> ReadAsync(string key, ByteSpan span, CancellationToken cancellation)
    {
        try
        {
            var request = new GetObjectRequest { BucketName = options.Bucket, Key = key, ByteRange = new ByteRange(span.From, span.End - 1) };
            return new ObjectBody(await RunAsync((client, token) => client.GetObjectAsync(request, token), cancellation), span.From);
        }
        catch (AmazonS3Exception error) when (ObjectStoreErrors.IsMissing(error))
        {
            return null;
        }
    }
}
