using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Superfone.Dashboard.Components.Controls;

namespace Superfone.Dashboard.Components.Lists;

/// <summary>
/// Shows <see cref="PagedRows{T}"/> in its four states. The next page is read when the reader approaches the end, or by a button; and Back
/// returns to the position at which the list was left.
/// </summary>
/// <typeparam name="T">The type of a row.</typeparam>
public sealed partial class RowList<T>
{
    // The number of rows that are read automatically; the reader asks for further ones, because each costs the browser and the server
    // memory.
    private const int MostByThemselves = 500;

    private ElementReference _root;
    private DotNetObjectReference<RowList<T>>? _self;
    private IJSObjectReference? _module;
    private (int Beginning, string Uri) _settled;
    private bool _isSettling;
    private (int Rows, bool HidesMore) _watched;

    /// <summary>The rows.</summary>
    [Parameter, EditorRequired]
    public required PagedRows<T> List { get; set; }

    /// <summary>The accessible name: the content and order of the list.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>A row: a list item with its <c>@key</c>.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment<T> Row { get; set; }

    /// <summary>The content without rows: one sentence and one action.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment Empty { get; set; }

    /// <summary>Whether no further rows are read for now: those at the end are folded away.</summary>
    [Parameter]
    public bool HidesMore { get; set; }

    /// <summary>
    /// Reads the list and its related content again, after its beginning could not be read. If not set, only the list is read.
    /// </summary>
    [Parameter]
    public EventCallback OnRetry { get; set; }

    /// <summary>Called by the browser when the end of the list comes near.</summary>
    [JSInvokable]
    public async Task NearEndAsync()
    {
        if (List.IsReading)
        {
            // The browser does not call again while the end stays near, so it is asked again after this read.
            _watched = default;
            return;
        }

        if (List is not { HasFailed: false, HasMore: true, Rows.Count: < MostByThemselves })
            return;
        await List.MoreAsync();
        StateHasChanged();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _self?.Dispose();
        await PageLeft.DisposeAsync(_module);
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (List.Rows is not { } rows || List.IsReading)
            return;
        try
        {
            if ((List.Beginnings, Navigation.Uri) is var here && here != _settled)
                await SettleAsync(here);
            else if (!_isSettling && (rows.Count, HidesMore) != _watched)
                await WatchAsync();
        }
        catch (Exception error) when (PageLeft.Explains(error))
        {
            // The browser is gone.
        }
    }

    private Task RetryAsync() => OnRetry.HasDelegate ? OnRetry.InvokeAsync() : List.LoadAsync();

    // Back leads to the position at which this list was left; any other way leads to its top. Until all rows up to that position are read, a
    // live update that renders the list must not have the browser scroll there.
    private async Task SettleAsync((int Beginning, string Uri) here)
    {
        var isAnother = _settled.Uri is not null && _settled.Beginning != here.Beginning;
        _settled = here;
        _isSettling = true;
        _self ??= DotNetObjectReference.Create(this);
        _module ??= await JS.InvokeAsync<IJSObjectReference>("import", $"./{Assets["js/list.js"]}");
        var rows = await _module.InvokeAsync<int>("settle", _root, _self, isAnother);
        if (rows > List.Rows?.Count)
        {
            await List.FillAsync(rows);
            StateHasChanged();
        }

        _isSettling = false;
        await WatchAsync();
    }

    private async Task WatchAsync()
    {
        _watched = (List.Rows?.Count ?? 0, HidesMore);
        if (_module is not null)
            await _module.InvokeVoidAsync("watch", _root, _watched.Rows);
    }

    // Keyboard users continue at the first new row.
    private async Task MoreByHandAsync()
    {
        var known = List.Rows?.Count ?? 0;
        await List.MoreAsync();
        StateHasChanged();
        if (_module is not null && List.Rows?.Count > known)
            await _module.InvokeVoidAsync("focusRow", _root, known);
    }
}
