using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;
using Superfone.Dashboard.Configuration.Network;
using Superfone.Dashboard.Storage.Faults;

namespace Superfone.Dashboard.Storage.Objects;

/// <summary>
/// Stores a file: a small one at once, a larger one in parts, each of which has its time and is repeated by itself. The store gets the SHA-256 of
/// what it is to receive, and refuses anything else.
/// </summary>
internal sealed class ObjectUpload(ObjectStore store, S3Options options, string key, UploadedFile file)
{
    /// <summary>The size of a part in bytes: 8 MiB. Stores refuse parts under 5 MiB.</summary>
    public const int PartBytes = 8 << 20;

    private ServerSideEncryptionMethod? Encryption => options.Encryption switch
    {
        S3Options.StoreKeys => ServerSideEncryptionMethod.AES256,
        S3Options.ManagedKeys => ServerSideEncryptionMethod.AWSKMS,
        _ => null,
    };

    /// <summary>Stores it.</summary>
    /// <exception cref="ObjectStoreException">It could not be stored.</exception>
    public Task RunAsync(CancellationToken cancellation) => file.SizeBytes <= PartBytes ? PutAsync(cancellation) : PutInPartsAsync(cancellation);

    private Task<PutObjectResponse> PutAsync(CancellationToken cancellation) => store.RunAsync((client, token) => client.PutObjectAsync(new PutObjectRequest
    {
        BucketName = options.Bucket,
        Key = key,
        FilePath = file.Path,
        ContentType = file.ContentType,
        ChecksumSHA256 = Convert.ToBase64String(file.Sha256),
        ServerSideEncryptionMethod = Encryption,
        ServerSideEncryptionKeyManagementServiceKeyId = options.KmsKey,
        UseChunkEncoding = false,
    }, token), cancellation, isUpload: true);

    private async Task PutInPartsAsync(CancellationToken cancellation)
    {
        var begin = new InitiateMultipartUploadRequest
        {
            BucketName = options.Bucket,
            Key = key,
            ContentType = file.ContentType,
            ChecksumAlgorithm = ChecksumAlgorithm.SHA256,
            ServerSideEncryptionMethod = Encryption,
            ServerSideEncryptionKeyManagementServiceKeyId = options.KmsKey,
        };
        var upload = (await store.RunAsync((client, token) => client.InitiateMultipartUploadAsync(begin, token), cancellation)).UploadId;
        try
        {
            var parts = await PutPartsAsync(upload, cancellation);
            var end = new CompleteMultipartUploadRequest { BucketName = options.Bucket, Key = key, UploadId = upload, PartETags = parts };
            await store.RunAsync((client, token) => client.CompleteMultipartUploadAsync(end, token), cancellation, isUpload: true);
        }
        catch
        {
            await AbortAsync(upload);
            throw;
        }
    }

    private async Task<List<PartETag>> PutPartsAsync(string upload, CancellationToken cancellation)
    {
        using var whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var content = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 0, FileOptions.Asynchronous);
        var buffer = new byte[(int)Math.Min(PartBytes, file.SizeBytes)];
        List<PartETag> parts = [];
        for (var number = 1; await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation) is > 0 and var count; number++)
        {
            whole.AppendData(buffer, 0, count);
            var sum = Convert.ToBase64String(SHA256.HashData(buffer.AsSpan(0, count)));
            using var bytes = new MemoryStream(buffer, 0, count);
            var request = new UploadPartRequest
            {
                BucketName = options.Bucket,
                Key = key,
                UploadId = upload,
                PartNumber = number,
                PartSize = count,
                InputStream = bytes,
                ChecksumSHA256 = sum,
                UseChunkEncoding = false,
            };
            var stored = await store.RunAsync((client, token) => client.UploadPartAsync(request, token), cancellation, isUpload: true);
            parts.Add(new PartETag(number, stored.ETag) { ChecksumSHA256 = stored.ChecksumSHA256 });
        }

        return whole.GetHashAndReset().AsSpan().SequenceEqual(file.Sha256)
            ? parts
            : throw new ObjectStoreException(StorageCause.Disk, $"The file '{file.Path}' is not what was written.");
    }

    // What is left otherwise costs room that no listing shows.
    private async Task AbortAsync(string upload)
    {
        try
        {
            await store.RunAsync((client, token) => client.AbortMultipartUploadAsync(options.Bucket, key, upload, token), CancellationToken.None);
        }
        catch (Exception error) when (error is ObjectStoreException or AmazonS3Exception)
        {
            // The error that led here is the one to tell of.
        }
    }
}
