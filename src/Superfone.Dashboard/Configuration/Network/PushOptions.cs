namespace Superfone.Dashboard.Configuration.Network;

/// <summary><c>Superfone:Push</c>: how notifications reach the push services of browsers.</summary>
public sealed class PushOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Superfone:Push";

    /// <summary>Whether push services may be on private networks and answer on <c>http:</c>.</summary>
    public required bool AllowPrivateNetworks { get; init; }

    internal static PushOptions Read(SectionReader section) => new() { AllowPrivateNetworks = section.Boolean("AllowPrivateNetworks", false) };
}
