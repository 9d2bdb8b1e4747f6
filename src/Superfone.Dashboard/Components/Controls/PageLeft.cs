using Microsoft.JSInterop;

namespace Superfone.Dashboard.Components.Controls;

/// <summary>What runs in a page, or calls into the browser, takes its time, and the page may be left meanwhile.</summary>
internal static class PageLeft
{
    /// <summary>Whether something failed because the browser or the component that it was for is gone, which is no error.</summary>
    public static bool Explains(Exception error) => error is JSDisconnectedException or OperationCanceledException or ObjectDisposedException;

    /// <summary>Runs some work, and ends quietly where the page is left before it is done.</summary>
    /// <param name="work">The work.</param>
    public static async Task IgnoreAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception error) when (Explains(error))
        {
            // Nobody is there to see it.
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
