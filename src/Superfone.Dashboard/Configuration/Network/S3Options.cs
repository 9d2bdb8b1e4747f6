namespace Superfone.Dashboard.Configuration.Network;

/// <summary><c>Superfone:Recordings:S3</c>: the bucket of an S3-compatible store. Set in the configuration only, because it has secrets.</summary>
public sealed class S3Options
{
    /// <summary>The section's key.</summary>
    public const string Section = "Superfone:Recordings:S3";

    /// <summary>The region of a store with an address of its own, which is part of each signature, unless it is set.</summary>
    public const string DefaultRegion = "us-east-1";

    /// <summary>Encryption by the store with keys of its own.</summary>
    public const string StoreKeys = "AES256";

    /// <summary>Encryption by the store with a key of its key management service.</summary>
    public const string ManagedKeys = "aws:kms";

    /// <summary>The full key of <see cref="Bucket"/>.</summary>
    public static string BucketKey => $"{Section}:{nameof(Bucket)}";

    /// <summary>The address of the store; <see langword="null"/> for Amazon's in <see cref="Region"/>.</summary>
    public string? ServiceUrl { get; init; }

    /// <summary>The region; <see langword="null"/> for <see cref="DefaultRegion"/>.</summary>
    public string? Region { get; init; }

    /// <summary>The bucket, which exists already; <see langword="null"/> if there is no store.</summary>
    public string? Bucket { get; init; }

    /// <summary>The access key; <see langword="null"/> to use what the machine provides, such as the role of a server at Amazon.</summary>
    public string? AccessKey { get; init; }

    /// <summary>The secret that belongs to <see cref="AccessKey"/>.</summary>
    public string? SecretKey { get; init; }

    /// <summary>Whether the bucket stands in the path of URLs and not in the host name.</summary>
    public required bool ForcePathStyle { get; init; }

    /// <summary>How the store encrypts what it stores: <see cref="StoreKeys"/>, <see cref="ManagedKeys"/>, or <see langword="null"/> for the bucket's own setting.</summary>
    public string? Encryption { get; init; }

    /// <summary>The key for <see cref="ManagedKeys"/>; <see langword="null"/> for the account's default one.</summary>
    public string? KmsKey { get; init; }

    /// <summary>Whether there is a store.</summary>
    public bool IsConfigured => Bucket is not null && HasStore;

    /// <summary>Whether it is said where a store is, whatever the bucket.</summary>
    public bool HasStore => ServiceUrl is not null || Region is not null;

    /// <summary>The same store with another bucket.</summary>
    internal S3Options In(string bucket) => new()
    {
        ServiceUrl = ServiceUrl,
        Region = Region,
        Bucket = bucket,
        AccessKey = AccessKey,
        SecretKey = SecretKey,
        ForcePathStyle = ForcePathStyle,
        Encryption = Encryption,
        KmsKey = KmsKey,
    };

    internal static S3Options Read(SectionReader section) => new()
    {
        ServiceUrl = section.OptionalText("ServiceUrl")?.Trim(),
        Region = section.OptionalText("Region")?.Trim(),
        Bucket = section.OptionalText("Bucket")?.Trim(),
        AccessKey = section.OptionalText("AccessKey")?.Trim(),
        SecretKey = section.OptionalText("SecretKey")?.Trim(),
        ForcePathStyle = section.Boolean("ForcePathStyle", false),
        Encryption = section.OptionalText("Encryption")?.Trim(),
        KmsKey = section.OptionalText("KmsKey")?.Trim(),
    };
}
