using System.Threading.Channels;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Microsoft.JSInterop;
using Superfone.Dashboard.Components.Controls;
using Superfone.Dashboard.Configuration.Telemetry;
using Superfone.Dashboard.Live;

namespace Superfone.Dashboard.Components.Tests.Controls;

public sealed class LivePageTests : BunitContext
{
    private static readonly LiveUpdate Update = new() { RemovedCalls = [new RemovedCall(1)] };

    private readonly ListLog _log = new();
    private readonly LiveFeed _feed;

    public LivePageTests()
    {
        _feed = new LiveFeed(new FakeTimeProvider(), _log);
        Services.AddSingleton(new LiveScope(null!, null!, null!, null!));
        Services.AddSingleton(new DeliveryTraces(TimeProvider.System));
        Services.AddSingleton(SignedInOwner.Current);
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    [Fact]
    public async Task Page_ChangeWhileItLoads_IsAppliedAfterTheLoad()
    {
        var loading = new TaskCompletionSource();
        var page = Open(load: () => loading.Task);
        _feed.Publish(Update);
        await page.StepsAsync("loading");

        loading.SetResult();

        await page.StepsAsync("loaded", "applying", "applied");
    }

    [Fact]
    public async Task Page_ChangeOfTheShellWhileItLoads_IsAppliedAfterTheLoad()
    {
        var loading = new TaskCompletionSource();
        var page = Open(load: () => loading.Task);

        var applying = page.Shell.ApplyAsync(Update);
        await page.StepsAsync("loading");
        Assert.False(applying.IsCompleted);
        loading.SetResult();

        await applying;
        await page.StepsAsync("loaded", "applying", "applied");
    }

    [Fact]
    public async Task Page_BeforeItLoads_HasSubscribed()
    {
        var hadSubscribed = false;

        var page = Open(load: () =>
        {
            hadSubscribed = _feed.HasSubscriptions;
            return Task.CompletedTask;
        });

        await page.StepsAsync("loading", "loaded");
        Assert.True(hadSubscribed);
    }

    [Fact]
    public async Task Page_ChangeWhileItLoadsForOtherParameters_IsAppliedAfterTheLoad()
    {
        var loading = Task.CompletedTask;
        var page = Open(load: () => loading);
        await page.StepsAsync("loading", "loaded");
        var again = new TaskCompletionSource();
        loading = again.Task;
        _ = page.SetAsync();
        await page.StepsAsync("loading");
        _feed.Publish(Update);

        again.SetResult();

        await page.StepsAsync("loaded", "applying", "applied");
    }

    [Fact]
    public void Page_SubscribesAfterItHasLoaded_IsRefused() => Assert.Throws<InvalidOperationException>(Open().SubscribeLate);

    [Theory]
    [InlineData(typeof(ObjectDisposedException))]
    [InlineData(typeof(JSDisconnectedException))]
    [InlineData(typeof(OperationCanceledException))]
    public async Task Page_UpdateFindsTheBrowserGone_IsNoFailure(Type error)
    {
        // The circuit may be gone a moment before the page is disposed.
        var page = Open(apply: () => throw (Exception)Activator.CreateInstance(error, "gone")!);
        await page.StepsAsync("loading", "loaded");

        _feed.Publish(Update);

        await page.StepsAsync("applying");
        await DisposeComponentsAsync();
        Assert.False(_feed.HasSubscriptions);
        Assert.Empty(_log.Entries);
    }

    [Fact]
    public async Task Page_LeftWhileAnUpdateIsApplied_IsNoFailure()
    {
        var applying = new TaskCompletionSource();
        var page = Open(apply: () => applying.Task);
        _feed.Publish(Update);
        await page.StepsAsync("loading", "loaded", "applying");

        await DisposeComponentsAsync();
        applying.SetException(new InvalidOperationException("the list is gone"));

        Assert.Empty(_log.Entries);
    }

    [Fact]
    public async Task Page_UpdateFails_IsLogged()
    {
        var page = Open(apply: () => throw new InvalidOperationException("a defect"));

        _feed.Publish(Update);

        Assert.Contains("a defect", await _log.FirstAsync());
        await page.StepsAsync("loading", "loaded", "applying");
    }

    [Fact]
    public async Task Page_LeftWhileItLoads_IsNoFailure()
    {
        var loading = new TaskCompletionSource();
        Open(load: () => loading.Task);

        await DisposeComponentsAsync();
        loading.SetException(new InvalidOperationException("the list is gone"));

        Assert.False(Renderer.UnhandledException.IsCompleted);
    }

    private Page Open(Func<Task>? load = null, Func<Task>? apply = null) => Render<Page>(parameters => parameters
        .Add(page => page.Feed, _feed)
        .Add(page => page.Load, load ?? (() => Task.CompletedTask))
        .Add(page => page.Apply, apply ?? (() => Task.CompletedTask))).Instance;

    private sealed class Page : LivePageBase
    {
        private readonly Channel<string> _steps = Channel.CreateUnbounded<string>();

        [Parameter, EditorRequired]
        public required LiveFeed Feed { get; set; }

        [Parameter, EditorRequired]
        public required Func<Task> Load { get; set; }

        [Parameter, EditorRequired]
        public required Func<Task> Apply { get; set; }

        public ShellUpdates Shell { get; } = new();

        public async Task StepsAsync(params string[] expected)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(Xunit.TestContext.Current.CancellationToken);
            limit.CancelAfter(TimeSpan.FromSeconds(30)); // A step that never comes fails the test instead of holding it up.
            foreach (var step in expected)
                Assert.Equal(step, await _steps.Reader.ReadAsync(limit.Token));
            Assert.False(_steps.Reader.TryPeek(out _));
        }

        public Task SetAsync() => InvokeAsync(() => SetParametersAsync(ParameterView.Empty));

        public void SubscribeLate() => Subscribe();

        protected override void Subscribe()
        {
            FollowChanges(Feed, ApplyAsync);
            FollowShell(Shell, ApplyAsync);
        }

        protected override async Task OnParametersSetAsync()
        {
            _steps.Writer.TryWrite("loading");
            await Load();
            _steps.Writer.TryWrite("loaded");
        }

        private async Task ApplyAsync(LiveUpdate update)
        {
            _steps.Writer.TryWrite("applying");
            await Apply();
            _steps.Writer.TryWrite("applied");
        }
    }

    private sealed class ListLog : ILogger<LiveFeed>
    {
        private readonly Channel<string> _entries = Channel.CreateUnbounded<string>();

        public IEnumerable<string> Entries
        {
            get
            {
                while (_entries.Reader.TryRead(out var entry))
                    yield return entry;
            }
        }

        public ValueTask<string> FirstAsync() => _entries.Reader.ReadAsync(Xunit.TestContext.Current.CancellationToken);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _entries.Writer.TryWrite($"{formatter(state, exception)}: {exception}");
    }
}
