namespace Superfone.Dashboard.Configuration;

/// <summary><c>Superfone:Recordings</c>: whether and from where recordings are downloaded.</summary>
public sealed class RecordingOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Superfone:Recordings";

    /// <summary>The host that recordings come from, unless others are set.</summary>
    public const string DefaultHost = "*.amazonaws.com";

    /// <summary>The size of the largest recording in bytes, unless it is set: 256 MiB.</summary>
    public const long DefaultMaxBytes = 1 << 28;

    /// <summary>The number of simultaneous downloads, unless it is set.</summary>
    public const int DefaultConcurrency = 4;

    /// <summary>The maximum number of simultaneous downloads.</summary>
    public const int MostConcurrency = 64;

    /// <summary>The disk space in bytes that recordings leave free, unless it is set: 1 GiB.</summary>
    public const long DefaultReserveBytes = 1 << 30;

    /// <summary>The value of <see cref="Store"/> for the data directory.</summary>
    public const string Files = "files";

    /// <summary>The value of <see cref="Store"/> for the bucket of <see cref="Network.S3Options"/>.</summary>
    public const string S3 = "s3";

    /// <summary>The full key of <see cref="Store"/>.</summary>
    public static string StoreKey => $"{Section}:{nameof(Store)}";

    /// <summary>The full key of <see cref="AllowPrivateNetworks"/>.</summary>
    public static string PrivateNetworksKey => $"{Section}:{nameof(AllowPrivateNetworks)}";

    /// <summary>Whether recordings are downloaded at all.</summary>
    public required bool Enabled { get; init; }

    /// <summary>The hosts that recordings are downloaded from; a leading <c>*.</c> matches sub-domains.</summary>
    public required IReadOnlyList<string> AllowedHosts { get; init; }

    /// <summary>Whether private networks and <c>http:</c> are allowed.</summary>
    public required bool AllowPrivateNetworks { get; init; }

    /// <summary>The size of the largest recording in bytes.</summary>
    public required long MaxBytes { get; init; }

    /// <summary>The number of simultaneous downloads.</summary>
    public required int Concurrency { get; init; }

    /// <summary>The delay before the second attempt; it doubles with each further one.</summary>
    public required TimeSpan RetryDelay { get; init; }

    /// <summary>The time after which a download from a silent server fails.</summary>
    public required TimeSpan StallTimeout { get; init; }

    /// <summary>The disk space in bytes that recordings leave free for the databases.</summary>
    public required long ReserveBytes { get; init; }

    /// <summary>Where recordings are kept: <see cref="Files"/> or <see cref="S3"/>.</summary>
    public string Store { get; init; } = Files;

    /// <summary>Whether they are kept in S3.</summary>
    public bool IsInS3 => Store == S3;

    // The other section is validated by itself; that it has a bucket, only who needs it can demand.
    internal bool HasBucket { get; init; }

    internal static RecordingOptions Read(SectionReader section) => new()
    {
        Enabled = section.Boolean("Enabled", true),
        AllowedHosts = section.Texts("AllowedHosts", [DefaultHost]),
        AllowPrivateNetworks = section.Boolean("AllowPrivateNetworks", false),
        MaxBytes = section.Int64("MaxBytes", DefaultMaxBytes),
        Concurrency = section.Int32("Concurrency", DefaultConcurrency),
        RetryDelay = section.Duration("RetryDelay", TimeSpan.FromSeconds(30)),
        StallTimeout = section.Duration("StallTimeout", TimeSpan.FromSeconds(30)),
        ReserveBytes = section.Int64("ReserveBytes", DefaultReserveBytes),
        Store = section.Text("Store", Files).ToLowerInvariant(),
        HasBucket = section.OptionalText("S3:Bucket") is not null,
    };
}
