namespace Superfone.Dashboard.Configuration.Stored;

/// <summary>Values that win over all others: also a blank one, by which a setting is off whatever another source says.</summary>
/// <param name="values">The values, by full key.</param>
internal sealed class OverridingSource(IReadOnlyDictionary<string, string?> values) : ConfigurationProvider, IConfigurationSource
{
    /// <inheritdoc/>
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <inheritdoc/>
    public override void Load() => Data = new Dictionary<string, string?>(values, StringComparer.OrdinalIgnoreCase);
}
