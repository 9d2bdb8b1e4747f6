using Microsoft.AspNetCore.Components;
using Superfone.Dashboard.Components.Shared;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Queries;
using Superfone.Dashboard.Queries.Items;

namespace Superfone.Dashboard.Components.Pages;

/// <summary>Everything that is known of one call, kept up to date.</summary>
public sealed partial class CallPage(CallQueries calls, LiveFeed feed, Display display, ILogger<CallPage> logger)
{
    private CallDetail? _call;
    private LiveSubscription? _subscription;
    private bool _isLoaded;
    private string? _error;
    private string _title = "Call";

    /// <summary>The call.</summary>
    [Parameter]
    public long CdrId { get; set; }

    /// <inheritdoc/>
    public void Dispose() => _subscription?.Dispose();

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
            _subscription = feed.Subscribe(update => InvokeAsync(() => ApplyAsync(update)));
    }

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        try
        {
            _call = await calls.FindAsync(CdrId);
            _title = _call is null ? "Call" : _call.Contact?.Name ?? display.Phone(_call.Phone);
            _error = null;
        }
        catch (Exception error)
        {
            logger.LogError(error, "Call {CdrId} could not be loaded", CdrId);
            _error = "The views did not answer. Every event is still received and kept.";
        }

        _isLoaded = true;
    }

    private async Task ApplyAsync(LiveUpdate update)
    {
        if (!update.IsReload && !update.Calls.Any(call => call.CdrId == CdrId))
            return;
        await LoadAsync();
        StateHasChanged();
    }
}
