using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.JSInterop;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Components.Controls;
using Superfone.Dashboard.Components.Pages.Insights;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.ReadModels.Insights;
using Superfone.Dashboard.ReadModels.QueryStrings;
using Superfone.Dashboard.ReadModels.SavedViews;

namespace Superfone.Dashboard.Components.Layout.Search;

/// <summary>
/// Notifies, on whatever page one is, of what one's saved searches find anew: those for which it is wanted, each at most once in ten
/// seconds, with how much it is.
/// </summary>
public sealed partial class SearchAlerts(
    CurrentActor who, SavedViewQueries searches, NewHitQueries hits, ProjectionQueries projection, RangeQuery ranges, LiveFeed feed, IJSRuntime js, ILogger<SearchAlerts> logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private IJSObjectReference? _module;
    private long? _told;

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return PageLeft.DisposeAsync(_module);
    }

    /// <inheritdoc/>
    protected override void Subscribe() => FollowChanges(feed, ApplyAsync, Interval);

    /// <inheritdoc/>
    protected override Task OnAfterRenderAsync(bool firstRender) => firstRender ? LoadingAsync(LoadAsync) : Task.CompletedTask;

    private async Task LoadAsync()
    {
        try
        {
            // What is there already shows on the page; it is not news.
            _told = (await projection.ReadAsync(Closed)).Projected;
        }
        catch (Exception error) when (!Closed.IsCancellationRequested)
        {
            logger.LogWarning(error, "How far the log is projected could not be read");
        }
    }

    private async Task ApplyAsync(LiveUpdate update)
    {
        if (!update.IsReload && !update.Calls.Any(call => call.Summary is not null))
            return;
        if (_told is null)
            await LoadAsync();
        if (_told is not { } known)
            return;
        var owner = Authentication is null ? "" : (await Authentication).User.Identity?.Name ?? "";
        var until = (await projection.ReadAsync(Closed)).Projected;
        foreach (var search in (await searches.ListAsync(who.Visibility, owner, InsightsPage.Path, Closed)).Where(search => search.Notifies))
        {
            var query = InsightQuery.Read(QueryHelpers.ParseQuery(search.Query), ranges);
            var fresh = await hits.CountAsync(who.Visibility, query, Math.Max(known, search.SeenDeliveryId), until, Closed);
            if (fresh.Count > 0)
                await NotifyAsync(search, fresh);
        }

        _told = until;
    }

    private async Task NotifyAsync(SavedViewItem search, NewHits fresh)
    {
        try
        {
            _module ??= await js.InvokeAsync<IJSObjectReference>("import", Closed, $"./{Assets["js/alerts.js"]}");
            await _module.InvokeVoidAsync("notifyIfPermitted", Closed, L["Search.NewHits", search.Name, L.NumberOf(fresh)].Value, $"{InsightsPage.Path}?{search.Query}", $"search-{search.Id}");
        }
        catch (Exception error) when (PageLeft.Explains(error))
        {
            // Nobody is there to be notified.
        }
    }
}
