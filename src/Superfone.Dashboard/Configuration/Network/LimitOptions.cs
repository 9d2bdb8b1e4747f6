namespace Superfone.Dashboard.Configuration.Network;

/// <summary><c>Superfone:Limits</c>: how much one user, token or address may ask for. No limit applies to deliveries with a valid secret.</summary>
public sealed class LimitOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Superfone:Limits";

    /// <summary>The requests of one API token in a minute.</summary>
    public required int ApiRequestsPerMinute { get; init; }

    /// <summary>The calls for which one user may ask Superfone in a minute.</summary>
    public required int CallsPerMinute { get; init; }

    /// <summary>The pages that one user may have open.</summary>
    public required int CircuitsPerUser { get; init; }

    /// <summary>The wrong secrets and tokens from one address in a minute.</summary>
    public required int WrongSecretsPerMinute { get; init; }

    internal static LimitOptions Read(SectionReader section) => new()
    {
        ApiRequestsPerMinute = section.Int32("ApiRequestsPerMinute", 12_000),
        CallsPerMinute = section.Int32("CallsPerMinute", 10),
        CircuitsPerUser = section.Int32("CircuitsPerUser", 200),
        WrongSecretsPerMinute = section.Int32("WrongSecretsPerMinute", 300),
    };
}
