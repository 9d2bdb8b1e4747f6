using Superfone.Dashboard.Live;

namespace Superfone.Dashboard.Components.Controls;

/// <summary>
/// Passes the changes that led to the shell's figures to the page inside it, before both are rendered together, so that rows never disagree
/// with the tile above them or the badge beside them. Used on one dispatcher only.
/// </summary>
public sealed class ShellUpdates
{
    private readonly List<Func<LiveUpdate, Task>> _subscribers = [];

    /// <summary>Subscribes to changes.</summary>
    /// <param name="apply">Applies an update; the shell is rendered after it.</param>
    /// <returns>Ends the subscription when disposed.</returns>
    public IDisposable Subscribe(Func<LiveUpdate, Task> apply)
    {
        _subscribers.Add(apply);
        return new DisposeAction(() => _subscribers.Remove(apply));
    }

    /// <summary>Passes on an update, and waits until it is applied.</summary>
    public async Task ApplyAsync(LiveUpdate update)
    {
        if (update == LiveUpdate.None)
            return;
        foreach (var apply in _subscribers.ToArray())
            await apply(update);
    }
}
