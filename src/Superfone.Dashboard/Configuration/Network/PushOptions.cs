namespace Superfone.Dashboard.Configuration.Network;

/// <summary><c>Superfone:Push</c>: how notifications reach the push services of browsers.</summary>
public sealed class PushOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Superfone:Push";

    /// <summary>Whether devices are notified at all.</summary>
    public required bool Enabled { get; init; }

    /// <summary>The mail address at which push services may write to whoever runs this; <see langword="null"/> to name the public address instead.</summary>
    public string? Contact { get; init; }

    /// <summary>Whether push services may be on private networks and answer on <c>http:</c>.</summary>
    public required bool AllowPrivateNetworks { get; init; }

    internal static PushOptions Read(SectionReader section) => new()
    {
        Enabled = section.Boolean("Enabled", true),
        Contact = section.OptionalText("Contact")?.Trim(),
        AllowPrivateNetworks = section.Boolean("AllowPrivateNetworks", false),
    };
}
