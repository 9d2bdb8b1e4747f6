using Microsoft.JSInterop;

namespace Superfone.Dashboard.Components.Controls;

/// <summary>Calls into the browser take their time, and the page may be left meanwhile.</summary>
internal static class PageLeft
{
    /// <summary>Whether a call failed because the browser or the component that made it is gone, which is no error.</summary>
    public static bool Explains(Exception error) => error is JSDisconnectedException or OperationCanceledException or ObjectDisposedException;

    /// <summary>Lets go of a module.</summary>
    /// <param name="module">The module; <see langword="null"/> where it has not come yet.</param>
    public static async ValueTask DisposeAsync(IJSObjectReference? module)
    {
        try
        {
            if (module is not null)
                await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and the module with it.
        }
    }
}
