using Amazon.Runtime;
using Amazon.S3;
using Superfone.Dashboard.Configuration.Network;

namespace Superfone.Dashboard.Storage.Objects;

/// <summary>Creates the client of an S3 store.</summary>
internal static class ObjectStoreClient
{
    // Whoever waits is told soon; the mover tries again.
    private const int Retries = 1;

    /// <summary>Creates it. It connects with its first request.</summary>
    public static AmazonS3Client Create(S3Options options)
    {
        var config = new AmazonS3Config
        {
            ForcePathStyle = options.ForcePathStyle,
            MaxErrorRetry = Retries,
            RetryMode = RequestRetryMode.Standard,
            Timeout = Timeout.InfiniteTimeSpan, // Each request has its own.
            IgnoreConfiguredEndpointUrls = true,

            // Other stores do not know the checksums that Amazon's client adds by itself; SHA-256 is sent with each upload.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (options.ServiceUrl is { } url)
            (config.ServiceURL, config.AuthenticationRegion) = (url, options.Region ?? S3Options.DefaultRegion);
        else
            config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(options.Region);

        // Without keys, those that the machine provides.
        return options is { AccessKey: { } key, SecretKey: { } secret } ? new AmazonS3Client(new BasicAWSCredentials(key, secret), config) : new AmazonS3Client(config);
    }
}
