using System.Collections.Concurrent;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.People;

namespace Superfone.Dashboard.Access.Users;

/// <summary>The colours in which people see the dashboard: those of their device, until they choose others.</summary>
public sealed class UserAppearances(UserPreferenceTable table, PrimaryWriter writer)
{
    // Asked for with every page. There are as many as people.
    private readonly ConcurrentDictionary<string, Appearance> _known = new();

    /// <summary>Raised, on any thread, when a person chose: with their id and what they chose.</summary>
    public event Action<string, Appearance>? Changed;

    /// <summary>What a person chose.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async ValueTask<Appearance> FindAsync(string userId, CancellationToken cancellation = default) =>
        _known.TryGetValue(userId, out var known) ? known : _known.GetOrAdd(userId, AppearanceNames.Read(await table.FindAppearanceAsync(userId, cancellation)));

    /// <summary>Chooses for a person themselves.</summary>
    /// <param name="appearance">What they choose.</param>
    /// <param name="by">The person.</param>
    /// <exception cref="PermissionDeniedException">It is a program.</exception>
    public async Task ChooseAsync(Appearance appearance, Actor by)
    {
        var userId = by.UserId ?? throw new PermissionDeniedException("An API token has no appearance.");
        await writer.RunAsync(() => table.SetAppearance(userId, appearance is Appearance.Device ? null : appearance.Name()));
        _known[userId] = appearance;
        Changed?.Invoke(userId, appearance);
    }
}
