namespace Superfone.Dashboard.Configuration.Stored;

/// <summary>
/// The settings made on pages, as the configuration source that all others win over. Options monitors see a change at once. The settings are
/// in the primary database, so there are none until it is open.
/// </summary>
public sealed class StoredSettings : ConfigurationProvider, IConfigurationSource
{
    /// <inheritdoc/>
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <summary>The settings, by full key, such as <c>Superfone:Access:AgentsSeeOwnCalls</c>; the items of lists by their index.</summary>
    public IReadOnlyDictionary<string, string?> Values => Data.AsReadOnly();

    /// <summary>Replaces all settings.</summary>
    /// <param name="values">The new ones.</param>
    public void Replace(IReadOnlyDictionary<string, string?> values)
    {
        Data = new Dictionary<string, string?>(values, StringComparer.OrdinalIgnoreCase);
        OnReload();
    }

    /// <summary>Finds whether a setting is also configured elsewhere, so that its stored value does not count.</summary>
    /// <param name="configuration">The whole configuration.</param>
    /// <param name="setting">The setting.</param>
    /// <returns>Whether a file, the environment or the command line has it; a list may be empty there, any other value is not there if it is blank.</returns>
    public bool IsConfiguredElsewhere(IConfiguration configuration, SettingDefinition setting) => ((IConfigurationRoot)configuration).Providers
        .Where(provider => provider != this)
        .Any(provider => setting.Kind == SettingKind.List
            ? provider.TryGet(setting.Key, out _) || provider.GetChildKeys([], setting.Key).Any()
            : provider.FindValue(setting.Key) is not null);
}
