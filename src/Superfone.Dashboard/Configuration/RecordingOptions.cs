namespace Superfone.Dashboard.Configuration;

/// <summary><c>Superfone:Recordings</c>: whether and from where recordings are fetched.</summary>
public sealed class RecordingOptions
{
    private const string Section = "Superfone:Recordings";

    /// <summary>Whether recordings are fetched at all.</summary>
    public required bool Enabled { get; init; }

    /// <summary>Hosts that may be asked; <c>*.</c> in front matches sub-domains.</summary>
    public required IReadOnlyList<string> AllowedHosts { get; init; }

    /// <summary>Whether hosts on private networks may be asked, and by <c>http:</c>.</summary>
    public required bool AllowPrivateNetworks { get; init; }

    /// <summary>Longest recording in bytes.</summary>
    public required long MaxBytes { get; init; }

    /// <summary>How many are fetched at a time.</summary>
    public required int Concurrency { get; init; }

    /// <summary>Wait before the second attempt; it doubles from attempt to attempt.</summary>
    public required TimeSpan RetryDelay { get; init; }

    /// <summary>How long a server may send nothing before a download counts as failed.</summary>
    public required TimeSpan StallTimeout { get; init; }

    /// <summary>Free disk space in bytes that recordings leave alone: it belongs to what is received.</summary>
    public required long ReserveBytes { get; init; }

    internal static RecordingOptions Read(ConfigurationReader reader)
    {
        var hosts = reader.Texts($"{Section}:AllowedHosts", ["*.amazonaws.com"]);
        foreach (var (index, host) in hosts.Index())
        {
            var name = host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host;
            if (host.Length > 0 && Uri.CheckHostName(name) == UriHostNameType.Unknown)
                reader.Reject($"{Section}:AllowedHosts:{index}", $"is '{host}', which is not a host such as recordings.example.com or *.example.com");
        }

        return new RecordingOptions
        {
            Enabled = reader.Switch($"{Section}:Enabled", true),
            AllowedHosts = hosts,
            AllowPrivateNetworks = reader.Switch($"{Section}:AllowPrivateNetworks", false),
            MaxBytes = reader.WholeNumber($"{Section}:MaxBytes", 1 << 28, 1, long.MaxValue),
            Concurrency = (int)reader.WholeNumber($"{Section}:Concurrency", 4, 1, 64),
            RetryDelay = reader.Duration($"{Section}:RetryDelay", TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(6)),
            StallTimeout = reader.Duration($"{Section}:StallTimeout", TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10)),
            ReserveBytes = reader.WholeNumber($"{Section}:ReserveBytes", 1 << 30, 0, long.MaxValue),
        };
    }
}
