namespace Superfone.Dashboard.Configuration.Network;

/// <summary><c>Superfone:Destinations</c>: where events may be passed on to.</summary>
public sealed class DestinationOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Superfone:Destinations";

    /// <summary>Whether destinations may be on private networks and answer on <c>http:</c>.</summary>
    public required bool AllowPrivateNetworks { get; init; }

    internal static DestinationOptions Read(SectionReader section) => new() { AllowPrivateNetworks = section.Boolean("AllowPrivateNetworks", false) };
}
