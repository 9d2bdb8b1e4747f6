using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Superfone.Dashboard.Components.Shared;

/// <summary>Shows <see cref="FeedRows{T}"/>, and holds them while their reader has scrolled down.</summary>
/// <typeparam name="T">A row.</typeparam>
public sealed partial class FeedList<T>
{
    private readonly CancellationTokenSource _closed = new();
    private ElementReference _root;
    private DotNetObjectReference<FeedList<T>>? _self;
    private IJSObjectReference? _module;
    private bool _isScrolled;

    /// <summary>The rows.</summary>
    [Parameter, EditorRequired]
    public required FeedRows<T> List { get; set; }

    /// <summary>What it lists and in which order, for a screen reader.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>Whether its reader wants nothing to move.</summary>
    [Parameter]
    public bool IsPaused { get; set; }

    /// <summary>Called when rows that waited were let in.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    /// <summary>A row: a list item with its <c>@key</c>.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment<T> Row { get; set; }

    /// <summary>What stands there without rows: one sentence and one action.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment Empty { get; set; }

    /// <summary>The browser tells whether the beginning of the list has left the window.</summary>
    [JSInvokable]
    public Task ScrolledAsync(bool isScrolled)
    {
        _isScrolled = isScrolled;
        Hold();
        return Changed.InvokeAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        _closed.Dispose();
        try
        {
            if (_module is not null)
            {
                await _module.InvokeVoidAsync("detach", _root);
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and the module with it.
        }

        _self?.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnParametersSet() => Hold();

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        try
        {
            _self = DotNetObjectReference.Create(this);
            _module = await JS.InvokeAsync<IJSObjectReference>("import", _closed.Token, $"./{Assets["js/live.js"]}");
            await _module.InvokeVoidAsync("attach", _closed.Token, _root, _self);
        }
        catch (Exception error) when (PageLeft.Explains(error))
        {
            // The page was left before it was there.
        }
    }

    private void Hold()
    {
        if (List.IsHeld != (IsPaused || _isScrolled))
            List.Hold(IsPaused || _isScrolled);
    }

    private async Task GoToTopAsync()
    {
        _isScrolled = false;
        Hold();
        await Changed.InvokeAsync();
        if (_module is not null)
            await _module.InvokeVoidAsync("goToTop", _closed.Token, _root);
    }
}
