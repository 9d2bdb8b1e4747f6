namespace Superfone.Dashboard.Configuration;

/// <summary><c>Superfone:Webhook</c>: what may be posted, and what counts as posted twice.</summary>
public sealed class WebhookOptions
{
    /// <summary>Accepted bearer secrets; empty where the application's own one is to be used.</summary>
    public required IReadOnlyList<string> Secrets { get; init; }

    /// <summary>Longest accepted body in bytes.</summary>
    public required int MaxBodyBytes { get; init; }

    /// <summary>How long after an event the same JSON counts as that event again.</summary>
    public required TimeSpan DuplicateWindow { get; init; }

    internal static WebhookOptions Read(ConfigurationReader reader) => new()
    {
        Secrets = reader.Texts("Superfone:Webhook:Secrets", []),
        MaxBodyBytes = (int)reader.WholeNumber("Superfone:Webhook:MaxBodyBytes", 1 << 20, 1, 1 << 28),
        DuplicateWindow = reader.Duration(
            "Superfone:Webhook:DuplicateWindow", TimeSpan.FromMinutes(15), TimeSpan.Zero, TimeSpan.FromDays(365)),
    };
}
