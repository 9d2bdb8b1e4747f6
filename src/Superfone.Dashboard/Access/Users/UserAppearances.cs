using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Storage.Nodes;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.People;

namespace Superfone.Dashboard.Access.Users;

/// <summary>The colours in which people see the dashboard: those of their device, until they choose others.</summary>
public sealed class UserAppearances : IDisposable
{
    private readonly UserPreferenceTable _table;
    private readonly PrimaryWriter _writer;
    private readonly AuditLog _audit;

    // Asked for with every page. There are as many as people.
    private readonly NodeCache<string, Appearance> _known;

    /// <summary>Creates it; people may also choose on another node.</summary>
    public UserAppearances(UserPreferenceTable table, PrimaryWriter writer, AuditLog audit, INodeMessages nodes)
    {
        (_table, _writer, _audit) = (table, writer, audit);
        _known = new(nodes, NodeTopic.Preferences);
    }

    /// <summary>Raised, on any thread, when a person chose: with their id and what they chose.</summary>
    public event Action<string, Appearance>? Changed;

    /// <summary>What a person chose.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async ValueTask<Appearance> FindAsync(string userId, CancellationToken cancellation = default) =>
        await _known.FindAsync(userId, async () => AppearanceNames.Read(await _table.FindAppearanceAsync(userId, cancellation)));

    /// <summary>Chooses for a person themselves.</summary>
    /// <param name="appearance">What they choose.</param>
    /// <param name="by">The person.</param>
    /// <exception cref="PermissionDeniedException">It is a program.</exception>
    public async Task ChooseAsync(Appearance appearance, Actor by)
    {
        var userId = by.UserId ?? throw new PermissionDeniedException("An API token has no appearance.");
        await _writer.RunAsync(() => _table.SetAppearance(userId, appearance is Appearance.Device ? null : appearance.Name()));
        _known.Change();
        Changed?.Invoke(userId, appearance);
        await _audit.WriteAsync(by, AuditAction.Setting, $"appearance {appearance.Name()}");
    }

    /// <inheritdoc/>
    public void Dispose() => _known.Dispose();
}
