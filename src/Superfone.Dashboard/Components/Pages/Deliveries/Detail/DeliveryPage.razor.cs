using Microsoft.AspNetCore.Components;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Deliveries.Inspection;

namespace Superfone.Dashboard.Components.Pages.Deliveries.Detail;

/// <summary>One delivery: its event, its state, its subject, and its body.</summary>
public sealed partial class DeliveryPage(DeliveryInspector inspector, ReadLog reads, LiveFeed feed, CurrentActor who, ILogger<DeliveryPage> logger)
{
    private DeliveryInspection? _inspection;
    private long? _shown;
    private bool _isLoaded;
    private bool _hasFailed;
    private bool _mayReplay;

    /// <summary>The id of the delivery.</summary>
    [Parameter]
    public long DeliveryId { get; set; }

    private string Title => _inspection?.Delivery is { } delivery ? L["Delivery.TitleOf", L.NameOf(delivery), delivery.DeliveryId] : L["Delivery.Title"];

    /// <inheritdoc/>
    protected override void Subscribe() => FollowChanges(feed, ApplyAsync);

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() => _mayReplay = (await who.GetAsync()).May(Permission.Replay);

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_shown == DeliveryId)
            return;
        (_shown, _isLoaded) = (DeliveryId, false);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var asked = DeliveryId;
        try
        {
            var found = await inspector.FindAsync(who.Visibility, asked, Closed);
            if (asked != DeliveryId)
                return;
            if (found is not null)
                await reads.DeliveryAsync(await who.GetAsync(), asked);
            (_inspection, _isLoaded, _hasFailed) = (found, true, false);
        }
        catch (Exception error) when (!Closed.IsCancellationRequested)
        {
            logger.LogError(error, "Delivery {DeliveryId} could not be loaded", asked);
            _hasFailed = true;
        }
    }

    // The delivery itself changed, or a next one was received.
    private async Task ApplyAsync(LiveUpdate update)
    {
        if (!update.IsReload && !update.Deliveries.Any(delivery => delivery.DeliveryId == DeliveryId)
            && (update.Deliveries.Count == 0 || _inspection?.Next is not null))
            return;
        await LoadAsync();
        StateHasChanged();
    }
}
