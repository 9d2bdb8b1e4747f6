namespace Superfone.Dashboard.Configuration;

/// <summary><c>Superfone:Webhook</c>: the secrets and limits of the webhook, and the definition of a duplicate.</summary>
public sealed class WebhookOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Superfone:Webhook";

    /// <summary>The full key of <see cref="Secrets"/>.</summary>
    public static string SecretsKey => $"{Section}:{nameof(Secrets)}";

    /// <summary>The accepted bearer secrets; empty to use the secret made at the first start.</summary>
    public required IReadOnlyList<string> Secrets { get; init; }

    /// <summary>The maximum length of an accepted body in bytes.</summary>
    public required int MaxBodyBytes { get; init; }

    /// <summary>The time after an event during which the same JSON counts as a duplicate of it.</summary>
    public required TimeSpan DuplicateWindow { get; init; }

    internal static WebhookOptions Read(SectionReader section) => new()
    {
        Secrets = section.Texts("Secrets", []),
        MaxBodyBytes = section.Int32("MaxBodyBytes", 1 << 20),
        DuplicateWindow = section.Duration("DuplicateWindow", TimeSpan.FromMinutes(15)),
    };
}
