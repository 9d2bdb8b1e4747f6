namespace Superfone.Dashboard.Configuration;

/// <summary><c>Superfone:Access</c>: what roles may see, and how they sign in. Also set on the page Settings.</summary>
public sealed class AccessOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Superfone:Access";

    /// <summary>The roles that see phone numbers masked.</summary>
    public required IReadOnlyList<string> MaskedRoles { get; init; }

    /// <summary>The roles that must use a second factor or a passkey.</summary>
    public required IReadOnlyList<string> SecondFactorRoles { get; init; }

    /// <summary>Whether agents see only the calls that they handled, and open follow-ups.</summary>
    public required bool AgentsSeeOwnCalls { get; init; }

    internal static AccessOptions Read(SectionReader section) => new()
    {
        MaskedRoles = [.. section.Texts("MaskedRoles", []).Select(role => Roles.Find(role) ?? role)],
        SecondFactorRoles = [.. section.Texts("SecondFactorRoles", []).Select(role => Roles.Find(role) ?? role)],
        AgentsSeeOwnCalls = section.Boolean("AgentsSeeOwnCalls", false),
    };
}
