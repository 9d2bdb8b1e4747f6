using Microsoft.AspNetCore.Components;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.ReadModels.Deliveries;

namespace Superfone.Dashboard.Components.Pages.Connect;

/// <summary>Explains how to connect Superfone, and shows which events have arrived.</summary>
public sealed partial class ConnectPage(
    CurrentActor who, DeliveryQueries deliveries, LiveFeed feed, NavigationManager navigation, PublicAddress addresses)
{
    private IReadOnlyDictionary<string, DateTime>? _arrivals;
    private int _secrets;

    private string Address => addresses.Of(navigation.BaseUri);

    /// <inheritdoc/>
    protected override void Subscribe() => FollowChanges(feed, ApplyAsync);

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync() => _arrivals = await deliveries.FirstArrivalsAsync(who.Visibility);

    private async Task ApplyAsync(LiveUpdate update)
    {
        if (!EventChecklist.IsConcerned(update, _arrivals))
            return;
        await LoadAsync();
        StateHasChanged();
    }
}
