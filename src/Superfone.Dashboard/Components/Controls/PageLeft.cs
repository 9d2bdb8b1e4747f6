using Microsoft.JSInterop;

namespace Superfone.Dashboard.Components.Controls;

/// <summary>Handles the errors of work that was still running when its page was left.</summary>
internal static class PageLeft
{
    /// <summary>Whether an error only means that the browser or the component is gone, so that it can be ignored.</summary>
    public static bool Explains(Exception error) => error is JSDisconnectedException or OperationCanceledException or ObjectDisposedException;

    /// <summary>Runs work, and returns without an error if the page is left before it completes.</summary>
    /// <param name="work">The work.</param>
    public static async Task IgnoreAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception error) when (Explains(error))
        {
            // The page was left; nobody sees the result.
        }
    }

    /// <summary>Releases a module.</summary>
    /// <param name="module">The module; <see langword="null"/> if it was never loaded.</param>
    public static async ValueTask DisposeAsync(IJSObjectReference? module)
    {
        if (module is not null)
            await IgnoreAsync(() => module.DisposeAsync().AsTask());
    }
}
