using Microsoft.AspNetCore.Components;
using Superfone.Dashboard.Live;

namespace Superfone.Dashboard.Components.Controls;

/// <summary>A page that stays true while it is open: it takes what changes, and the passing of time.</summary>
public abstract class LivePageBase : ComponentBase, IDisposable
{
    /// <summary>How often is soon enough for a page that reads all of its figures anew with every change.</summary>
    protected static readonly TimeSpan WholeInterval = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _closing = new();
    private readonly List<IDisposable> _parts = [];

    /// <summary>Creates the page.</summary>
    protected LivePageBase() => Closed = _closing.Token;

    /// <summary>Ends what the page is waiting for when it is closed.</summary>
    protected CancellationToken Closed { get; }

    /// <summary>Changes every minute, so that rows which say "2 min ago" are rendered again.</summary>
    protected int Minute { get; set; }

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        foreach (var part in _parts)
            part.Dispose();
        _closing.Cancel();
        _closing.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Disposes something together with the page.</summary>
    protected T Own<T>(T part)
        where T : IDisposable
    {
        _parts.Add(part);
        return part;
    }

    /// <summary>Takes what changes while the page is open in a browser; a page that is only rendered once takes nothing.</summary>
    /// <param name="feed">Where changes come from.</param>
    /// <param name="apply">Takes an update, in the page's own turn.</param>
    /// <param name="interval">At least how long from one update to the next; see <see cref="LiveFeed.Subscribe"/>.</param>
    protected void FollowChanges(LiveFeed feed, Func<LiveUpdate, Task> apply, TimeSpan? interval = null)
    {
        if (RendererInfo.IsInteractive)
            Own(feed.Subscribe(update => InvokeAsync(() => apply(update)), interval));
    }

    /// <summary>Renders the page once a minute while it is open in a browser.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="pass">What to do before, in the page's own turn.</param>
    protected void FollowMinutes(TimeProvider time, Func<Task>? pass = null)
    {
        if (RendererInfo.IsInteractive)
            _ = PassMinutesAsync(time, pass);
    }

    private async Task PassMinutesAsync(TimeProvider time, Func<Task>? pass)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), time);
        while (await timer.WaitForNextTickAsync(Closed).AsTask().ContinueWith(tick => tick.IsCompletedSuccessfully && tick.Result, TaskScheduler.Default))
        {
            await InvokeAsync(async () =>
            {
                Minute++;
                if (pass is not null)
                    await pass();
                StateHasChanged();
            });
        }
    }
}
