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

    /// <summary>Finds where else a key or a part of it is configured, so that its stored value does not count.</summary>
    /// <param name="configuration">The whole configuration.</param>
    /// <param name="key">The full key of a value or a list.</param>
    /// <returns>Whether a file, the environment or the command line has it.</returns>
    public bool IsConfiguredElsewhere(IConfiguration configuration, string key) => ((IConfigurationRoot)configuration).Providers
        .Where(provider => provider != this)
        .Any(provider => provider.TryGet(key, out _) || provider.GetChildKeys([], key).Any());
}
