using System.Collections.Frozen;

namespace Superfone.Dashboard.Configuration.Stored;

/// <summary>All settings that can be made on pages. Their titles and descriptions are the texts <c>Setting.{Section}.{Name}</c>.</summary>
public static class SettingCatalog
{
    /// <summary>The roles that see masked numbers; see <see cref="AccessOptions.MaskedRoles"/>.</summary>
    public static readonly SettingDefinition MaskedRoles =
        new($"{AccessOptions.Section}:{nameof(AccessOptions.MaskedRoles)}", SettingKind.List) { Choices = [Roles.Manager, Roles.Agent, Roles.Viewer] };

    /// <summary>The roles that need a second factor; see <see cref="AccessOptions.SecondFactorRoles"/>.</summary>
    public static readonly SettingDefinition SecondFactorRoles =
        new($"{AccessOptions.Section}:{nameof(AccessOptions.SecondFactorRoles)}", SettingKind.List) { Choices = Roles.All };

    /// <summary>Whether agents see only their own calls; see <see cref="AccessOptions.AgentsSeeOwnCalls"/>.</summary>
    public static readonly SettingDefinition AgentsSeeOwnCalls =
        new($"{AccessOptions.Section}:{nameof(AccessOptions.AgentsSeeOwnCalls)}", SettingKind.Switch) { Default = "false" };

    /// <summary>All of them, by key.</summary>
    public static FrozenDictionary<string, SettingDefinition> All { get; } =
        new[] { MaskedRoles, SecondFactorRoles, AgentsSeeOwnCalls }.ToFrozenDictionary(setting => setting.Key, StringComparer.OrdinalIgnoreCase);
}
