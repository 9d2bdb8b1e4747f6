namespace Superfone.Dashboard.Configuration;

/// <summary><c>Superfone:Webhook</c>: what may be posted, and what counts as a duplicate.</summary>
public sealed class WebhookOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Superfone:Webhook";

    /// <summary>The accepted bearer secrets; empty to use the secret made at the first start.</summary>
    public required IReadOnlyList<string> Secrets { get; init; }

    /// <summary>The length of the longest accepted body in bytes.</summary>
    public required int MaxBodyBytes { get; init; }

    /// <summary>How long after an event the same JSON counts as a duplicate of it.</summary>
    public required TimeSpan DuplicateWindow { get; init; }

    internal static WebhookOptions Read(SectionReader section) => new()
    {
        Secrets = section.Texts("Secrets", []),
        MaxBodyBytes = section.Int32("MaxBodyBytes", 1 << 20),
        DuplicateWindow = section.Duration("DuplicateWindow", TimeSpan.FromMinutes(15)),
    };
}
