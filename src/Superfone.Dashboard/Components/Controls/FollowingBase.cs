using Microsoft.AspNetCore.Components;
using Superfone.Dashboard.Live;

namespace Superfone.Dashboard.Components.Controls;

/// <summary>A component that is rendered again, in the language of its page, when something changes on another thread.</summary>
public abstract class FollowingBase : ComponentBase, IDisposable
{
    private readonly PageCulture _culture = new();
    private Action? _unsubscribe;

    /// <inheritdoc/>
    public void Dispose()
    {
        _unsubscribe?.Invoke();
        GC.SuppressFinalize(this);
    }

    /// <summary>Renders the component again with each change while its page is open in a browser. Called once.</summary>
    /// <param name="subscribe">Subscribes what it is given.</param>
    /// <param name="unsubscribe">Ends that.</param>
    protected void Follow(Action<Action> subscribe, Action<Action> unsubscribe)
    {
        if (!RendererInfo.IsInteractive)
            return;
        subscribe(Refresh);
        _unsubscribe = () => unsubscribe(Refresh);
    }

    private void Refresh() => _ = _culture.RunAsync(() => InvokeAsync(StateHasChanged));
}
