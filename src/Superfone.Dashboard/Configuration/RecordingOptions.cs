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
    };
}
