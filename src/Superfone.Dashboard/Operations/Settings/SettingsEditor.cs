using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Configuration.Stored;
using Superfone.Dashboard.Storage.Nodes;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Operations.Settings;

/// <summary>Reads and changes the settings that can be made on pages. A change is in effect when its task ends.</summary>
public sealed class SettingsEditor(
    IConfiguration configuration, StoredSettings stored, SettingStore store, IEnumerable<SectionCheck> checks, SettingSecrets secrets, AuditLog audit, INodeMessages nodes) : IDisposable
{
    // Two changes at once must not undo each other.
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>The value in effect, as <see cref="SettingDefinition.Read"/> gives it; <see langword="null"/> for one that is not shown again.</summary>
    public string? Read(SettingDefinition setting) => setting.Kind == SettingKind.Secret ? null : setting.Read(configuration);

    /// <summary>Whether a setting has a value.</summary>
    public bool IsSet(SettingDefinition setting) => !string.IsNullOrEmpty(setting.Read(configuration));

    /// <summary>Whether a file, the environment or the command line has the setting, so that it cannot be changed on a page.</summary>
    public bool IsConfigured(SettingDefinition setting) => stored.IsConfiguredElsewhere(configuration, setting);

    /// <summary>Changes settings, all of them or none.</summary>
    /// <param name="changes">The new values, as <see cref="SettingDefinition.Read"/> gives them; <see langword="null"/> for the default.</param>
    /// <param name="by">Who changes them.</param>
    /// <returns>One sentence for each error; empty on success.</returns>
    /// <exception cref="PermissionDeniedException">They may not.</exception>
    /// <exception cref="System.Data.Common.DbException">Nothing was stored.</exception>
    public async Task<IReadOnlyList<string>> SaveAsync(IReadOnlyDictionary<SettingDefinition, string?> changes, Actor by)
    {
        by.Require(Permission.ManageSettings);
        if (changes.Keys.Where(IsConfigured).Select(setting => $"{setting.Key} is set in the configuration, which wins.").ToList() is { Count: > 0 } configured)
            return configured;

        await _turn.WaitAsync();
        try
        {
            // Another node may have made a list longer, of which this one has not heard yet.
            var removed = stored.Values.Keys.Union(store.ReadConfiguration().Select(value => value.Key), StringComparer.OrdinalIgnoreCase)
                .Where(key => changes.Keys.Any(setting => setting.Owns(key))).ToList();
            var added = changes.SelectMany(change => change.Key.Write(change.Value)).ToList();
            Dictionary<string, string?> values = new(stored.Values.ExceptBy(removed, value => value.Key).Concat(added), StringComparer.OrdinalIgnoreCase);
            if (ErrorsOf(values, changes.Keys.Select(setting => setting.Section)) is { Count: > 0 } errors)
                return errors;

            foreach (var setting in changes.Keys)
                await audit.WriteAsync(by, AuditAction.Setting, setting.Key);
            await store.ReplaceConfigurationAsync(removed, [.. added.Select(secrets.Protect)]);
            stored.Replace(values);
            nodes.Send(NodeTopic.Settings);
            return [];
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    /// <summary>Does something with the settings between two changes of them.</summary>
    internal async Task InTurnAsync(Action action)
    {
        await _turn.WaitAsync();
        try
        {
            action();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Finds what would be wrong with some sections if the stored settings were these.</summary>
    internal IReadOnlyList<string> ErrorsOf(IReadOnlyDictionary<string, string?> values, IEnumerable<string> sections)
    {
        var configured = configuration.AsEnumerable().Where(value => !stored.Values.ContainsKey(value.Key));
        var candidate = new ConfigurationBuilder().AddInMemoryCollection(configured).AddInMemoryCollection(values).Build();
        return [.. checks.Where(check => sections.Contains(check.Section, StringComparer.OrdinalIgnoreCase)).SelectMany(check => check.ErrorsOf(candidate))];
    }
}
