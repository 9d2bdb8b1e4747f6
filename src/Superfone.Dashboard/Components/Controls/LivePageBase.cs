using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Configuration.Telemetry;
using Superfone.Dashboard.Live;

namespace Superfone.Dashboard.Components.Controls;

/// <summary>
/// A page that stays up to date while it is open. It subscribes before it loads, and applies the changes that arrive while it loads
/// afterwards: a change may arrive twice, but is never missed.
/// </summary>
public abstract class LivePageBase : ComponentBase, IDisposable
{
    /// <summary>The minimum time between two updates of a page that reads all of its figures again with every change.</summary>
    protected static readonly TimeSpan WholeInterval = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _closing = new();
    private readonly List<IDisposable> _parts = [];
    private Task _loading = Task.CompletedTask;
    private SubscribeStep _step;

    /// <summary>Creates the page.</summary>
    protected LivePageBase() => Closed = _closing.Token;

    private enum SubscribeStep
    {
        Before,
        Subscribing,
        After,
    }

    [Inject]
    private LiveScope Scope { get; set; } = default!;

    [Inject]
    private DeliveryTraces Traces { get; set; } = default!;

    [Inject]
    private CurrentActor Reader { get; set; } = default!;

    /// <summary>Canceled when the page is closed.</summary>
    protected CancellationToken Closed { get; }

    /// <summary>Changes every minute, so that relative times such as "2 min ago" are rendered again.</summary>
    protected int Minute { get; set; }

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        _closing.Cancel();
        foreach (var part in _parts)
            part.Dispose();
        _closing.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public override Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        if (_step == SubscribeStep.Before)
        {
            _step = SubscribeStep.Subscribing;
            Subscribe();
            _step = SubscribeStep.After;
        }

        return LoadingAsync(() => base.SetParametersAsync(ParameterView.Empty));
    }

    /// <summary>
    /// Subscribes to everything that the page follows. Called once, with the first parameters, before the page is initialized and loads
    /// anything; subscribing is possible nowhere else.
    /// </summary>
    protected virtual void Subscribe()
    {
    }

    /// <summary>Disposes an object together with the page.</summary>
    protected T Own<T>(T part)
        where T : IDisposable
    {
        _parts.Add(part);
        return part;
    }

    /// <summary>
    /// Runs work on the page's dispatcher. If the page was closed before the work could run, the resulting error is ignored.
    /// </summary>
    /// <param name="work">The work.</param>
    protected Task RunAsync(Func<Task> work) =>
        PageLeft.IgnoreAsync(() => Closed.IsCancellationRequested ? Task.CompletedTask : InvokeAsync(work));

    /// <summary>Runs a load that no parameter caused. Changes that arrive meanwhile are applied after it.</summary>
    /// <param name="load">Loads the content of the page. An error after the page was closed is ignored.</param>
    protected Task LoadingAsync(Func<Task> load)
    {
        var loading = LoadAsync();
        if (!loading.IsCompleted)
            _loading = _loading.IsCompleted ? loading : Task.WhenAll(_loading, loading);
        return loading;

        async Task LoadAsync()
        {
            try
            {
                await load();
            }
            catch (Exception) when (Closed.IsCancellationRequested)
            {
                // Nobody waits for it.
            }
        }
    }

    /// <summary>Applies changes while the page is open in a browser; a page that is only prerendered has no updates.</summary>
    /// <param name="feed">The feed of changes.</param>
    /// <param name="apply">Applies an update, on the page's dispatcher and never while the page is loading.</param>
    /// <param name="interval">The minimum time between two updates; see <see cref="LiveFeed.SubscribePage"/>.</param>
    protected void FollowChanges(LiveFeed feed, Func<LiveUpdate, Task> apply, TimeSpan? interval = null) =>
        Follow(() => feed.SubscribePage(
            async update =>
            {
                var started = Traces.Now;
                var visible = await Scope.OfAsync(update, Reader.Visibility, Closed);
                await ApplyAsync(() => apply(visible));
                Traces.Pass("show delivery", visible.Deliveries.Select(delivery => delivery.DeliveryId), started, GetType().Name);
            },
            interval));

    /// <summary>Applies the values of a shared reading while the page is open in a browser.</summary>
    /// <param name="reading">The reading.</param>
    /// <param name="apply">Applies a value, on the page's dispatcher and never while the page is loading.</param>
    protected void FollowReading<T>(SharedReading<T> reading, Func<T, Task> apply)
        where T : class =>
        Follow(() => reading.Watch(value => ApplyAsync(() => apply(value))));

    /// <summary>Applies changes together with the figures of the shell; see <see cref="ShellUpdates"/>.</summary>
    /// <param name="shell">The shell; <see langword="null"/> if the page is outside of one.</param>
    /// <param name="apply">Applies an update and leaves rendering to the shell.</param>
    protected void FollowShell(ShellUpdates? shell, Func<LiveUpdate, Task> apply)
    {
        if (shell is not null)
            Follow(() => shell.Subscribe(update => ApplyAsync(() => apply(update))));
    }

    /// <summary>Loads the page again when its query string changes, and renders it.</summary>
    /// <param name="navigation">The navigation.</param>
    /// <param name="path">The page's path. Other addresses belong to the next page.</param>
    /// <param name="follow">Reads the address and loads the matching content.</param>
    protected void FollowAddress(NavigationManager navigation, string path, Func<Task> follow)
    {
        RequireSubscribing();
        EventHandler<LocationChangedEventArgs> changed = (_, _) => _ = RunAsync(async () =>
        {
            if (Closed.IsCancellationRequested || navigation.ToAbsoluteUri(navigation.Uri).AbsolutePath != path)
                return;
            await LoadingAsync(follow);
            StateHasChanged();
        });
        navigation.LocationChanged += changed;
        Own(new DisposeAction(() => navigation.LocationChanged -= changed));
    }

    /// <summary>Renders the page once a minute while it is open in a browser.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="pass">Runs first, on the page's dispatcher.</param>
    protected void FollowMinutes(TimeProvider time, Func<Task>? pass = null)
    {
        RequireSubscribing();
        if (RendererInfo.IsInteractive)
            _ = PassMinutesAsync(time, pass);
    }

    private void Follow(Func<IDisposable> subscribe)
    {
        RequireSubscribing();
        if (RendererInfo.IsInteractive)
            Own(subscribe());
    }

    private void RequireSubscribing()
    {
        if (_step != SubscribeStep.Subscribing)
            throw new InvalidOperationException($"A page subscribes in {nameof(Subscribe)} only: later it may have loaded already.");
    }

    private Task ApplyAsync(Func<Task> apply) => RunAsync(async () =>
    {
        while (!_loading.IsCompleted)
            await _loading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (!Closed.IsCancellationRequested)
            await LoadingAsync(apply);
    });

    private async Task PassMinutesAsync(TimeProvider time, Func<Task>? pass)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), time);
        while (await timer.WaitForNextTickAsync(Closed).AsTask().ContinueWith(tick => tick.IsCompletedSuccessfully && tick.Result, TaskScheduler.Default))
        {
            await ApplyAsync(async () =>
            {
                Minute++;
                if (pass is not null)
                    await pass();
                StateHasChanged();
            });
        }
    }
}
