using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.S3;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Storage.Faults;

namespace Superfone.Dashboard.Storage.Objects;

/// <summary>Says what the errors of the client mean. What a store writes of itself is quoted by its short code only.</summary>
internal static class ObjectStoreErrors
{
    // What a store says of a request that it would refuse next time too.
    private static readonly HashSet<string> Refusals =
    [
        "AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "NoSuchBucket", "AllAccessDisabled", "AccountProblem", "InvalidBucketName",
        "RequestTimeTooSkewed", "PermanentRedirect", "AuthorizationHeaderMalformed", "InvalidRegion", "InvalidToken", "ExpiredToken",
    ];

    /// <summary>The error as one that names the cause.</summary>
    /// <param name="error">The error of the client.</param>
    /// <param name="store">The name of the store, for the sentence.</param>
    public static ObjectStoreException Explain(Exception error, string store) => error switch
    {
        ObjectStoreException known => known,
        OperationCanceledException or TimeoutException => new(StorageCause.StoreSlow, $"{store} did not answer in time.", error),
        AmazonS3Exception { StatusCode: not 0 } answer => Explain(answer, store),
        _ when Find<SocketException>(error) is { } socket => new(StorageCause.StoreUnreachable, $"{store} cannot be reached: {socket.SocketErrorCode}.", error),
        _ when Find<HttpRequestException>(error) is { } request => new(StorageCause.StoreUnreachable, $"{store} cannot be reached: {request.HttpRequestError}.", error),
        _ when Find<IOException>(error) is not null => new(StorageCause.StoreUnreachable, $"{store} ended the connection.", error),
        AmazonClientException => new(StorageCause.StoreRefused, $"There are no credentials for {store}, or they cannot be used ({error.GetType().Name}).", error),
        _ => new(StorageCause.Unexpected, $"{store} failed unexpectedly: {error.GetType().Name}.", error),
    };

    /// <summary>Whether the store says that it has no such object. That there is no such bucket is another answer.</summary>
    public static bool IsMissing(AmazonS3Exception error) => error.ErrorCode == "NoSuchKey";

    private static ObjectStoreException Explain(AmazonS3Exception error, string store)
    {
        var code = OneLine.Of(string.IsNullOrEmpty(error.ErrorCode) ? $"{error.StatusCode}" : error.ErrorCode);
        var isRefusal = error.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized || Refusals.Contains(error.ErrorCode ?? "");
        return isRefusal
            ? new(StorageCause.StoreRefused, $"{store} refuses access: {(int)error.StatusCode} {code}.", error)
            : new(StorageCause.StoreSlow, $"{store} fails: {(int)error.StatusCode} {code}.", error);
    }

    private static T? Find<T>(Exception? error)
        where T : Exception
    {
        for (; error is not null; error = error.InnerException)
        {
            if (error is T found)
                return found;
        }

        return null;
    }
}
