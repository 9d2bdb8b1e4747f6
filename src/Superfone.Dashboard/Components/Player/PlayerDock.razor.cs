using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Components.Controls;
using Superfone.Dashboard.Recordings.Listening;

namespace Superfone.Dashboard.Components.Player;

/// <summary>
/// The player, which stays while the pages change. It runs entirely in the browser (<c>js/player.js</c>), which reports when the playback
/// changes and when a recording was heard.
/// </summary>
public sealed partial class PlayerDock(PlayerState player, ListenLog listens, CurrentActor who, IJSRuntime js, ILogger<PlayerDock> logger)
{
    private ElementReference _dock;
    private IJSObjectReference? _module;
    private DotNetObjectReference<PlayerDock>? _self;

    private PlayerReport Now => player.Now;

    /// <summary>Called by the browser when the state of its player changes.</summary>
    [JSInvokable]
    public void OnReport(PlayerReport report) => player.Report(report);

    /// <summary>Called by the browser when a recording was played for most of its length.</summary>
    /// <param name="call">The call's id, as text: numbers in the browser are exact only up to 2⁵³.</param>
    [JSInvokable]
    public async Task OnHeardAsync(string call)
    {
        if (!long.TryParse(call, NumberStyles.None, CultureInfo.InvariantCulture, out var cdrId))
            return;
        try
        {
            await listens.MarkAsync(cdrId, await who.GetAsync());
            player.MarkHeard(cdrId);
        }
        catch (Exception error)
        {
            // The recording was heard nevertheless; it will be offered again.
            logger.LogError(error, "That call {CdrId} was heard could not be kept", cdrId);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        player.Changed -= Refresh;
        _self?.Dispose();
        await PageLeft.DisposeAsync(_module);
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => player.Changed += Refresh;

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _self = DotNetObjectReference.Create(this);
        try
        {
            _module = await js.InvokeAsync<IJSObjectReference>("import", "./" + Assets["js/player.js"]);
            if (_module is not null)
                await _module.InvokeVoidAsync("start", _dock, _self);
        }
        catch (Exception error) when (PageLeft.Explains(error))
        {
            // The page was left.
        }
    }

    private void Refresh() => _ = InvokeAsync(StateHasChanged);
}
