namespace Superfone.Dashboard.Configuration.Stored;

/// <summary>
/// Reads single values of a configuration. One that is blank is as if it were not there, in any source but an <see cref="OverridingSource"/>: compose files pass on variables that
/// have no value, and such a one must not hide what was set on a page.
/// </summary>
internal static class ConfigurationValues
{
    /// <summary>Finds a value; <see langword="null"/> if no source has one that is not blank.</summary>
    /// <param name="configuration">The whole configuration.</param>
    /// <param name="key">The full key, such as <c>Superfone:PublicUrl</c>.</param>
    public static string? FindValue(this IConfiguration configuration, string key)
    {
        foreach (var provider in ((IConfigurationRoot)configuration).Providers.Reverse())
        {
            if (provider.FindValue(key) is { } value)
                return value;
            if (provider is OverridingSource && provider.TryGet(key, out _))
                return null;
        }

        return null;
    }

    /// <summary>Finds a value in one source.</summary>
    public static string? FindValue(this IConfigurationProvider provider, string key) =>
        provider.TryGet(key, out var value) && !string.IsNullOrWhiteSpace(value) ? value : null;
}
