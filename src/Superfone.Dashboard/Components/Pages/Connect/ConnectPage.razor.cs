using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Configuration.Network;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Ingest.Webhook;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Events;

namespace Superfone.Dashboard.Components.Pages.Connect;

/// <summary>Explains how to connect Superfone, and shows which events have arrived.</summary>
public sealed partial class ConnectPage(
    CurrentActor who, DeliveryQueries deliveries, WebhookSecrets secrets, LiveFeed feed, NavigationManager navigation, IOptionsMonitor<AddressOptions> addresses, IJSRuntime js)
{
    private IReadOnlyDictionary<string, DateTime>? _arrivals;
    private TestResult? _test;
    private bool _isTesting;
    private bool _mustConfirm;

    private string Address => (addresses.CurrentValue.PublicUrl ?? navigation.BaseUri).TrimEnd('/') + WebhookController.Path;

    /// <inheritdoc/>
    protected override void Subscribe() => FollowChanges(feed, ApplyAsync);

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _mustConfirm = (await who.GetAsync()).MustConfirm;
        await LoadAsync();
    }

    private async Task LoadAsync() => _arrivals = await deliveries.FirstArrivalsAsync(who.Visibility);

    private async Task ApplyAsync(LiveUpdate update)
    {
        var isNews = update.Deliveries.Any(delivery => EventNames.TryParse(delivery.Event, out _) && delivery.Account != SampleAccount.Number && _arrivals?.ContainsKey(delivery.Event!) != true);
        if (!isNews && !update.IsReload)
            return;
        await LoadAsync();
        StateHasChanged();
    }

    private async Task TestAsync()
    {
        _isTesting = true;
        _test = await js.InvokeAsync<TestResult>("superfone.postTest", navigation.BaseUri.TrimEnd('/') + WebhookController.Path, secrets.HeaderToPaste);
        _isTesting = false;
    }

    private sealed record TestResult(bool IsGood, string Text);
}
