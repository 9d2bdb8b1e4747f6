using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.WebUtilities;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Components.Filters;
using Superfone.Dashboard.Decisions;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Insights;
using Superfone.Dashboard.ReadModels.QueryStrings;
using Superfone.Dashboard.ReadModels.SavedViews;
using Superfone.Dashboard.ReadModels.Summaries;

namespace Superfone.Dashboard.Components.Pages.Insights;

/// <summary>Insights, summaries and transcripts of all calls. The address holds the search; saved searches count new results.</summary>
public sealed partial class InsightsPage(
    CurrentActor who,
    ReadLog reads,
    RangeQuery ranges,
    NewHitQueries hits,
    SummaryQueries summaries,
    SavedViewStore store,
    LiveFeed feed,
    NavigationManager navigation,
    ILogger<InsightsPage> logger)
{
    /// <summary>The page's path, under which its searches are saved.</summary>
    public const string Path = "/insights";

    private static readonly TimeSpan CountInterval = TimeSpan.FromSeconds(3);

    private readonly Dictionary<long, NewHits> _new = [];
    private IReadOnlyList<SavedViewItem> _searches = [];
    private InsightQuery _query = default!;
    private string _viewQuery = "";
    private long? _seen;
    private int _waiting;
    private string _spoken = "";

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    private IEnumerable<(string, string, bool)> Views => Enum.GetValues<InsightView>().Select(view => (
        L.NameOf(view),
        navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
        {
            [InsightQuery.ShowName] = view == InsightView.Insights ? null : QueryValues.TextOf(view),
            ["title"] = null,
            ["value"] = null,
            ["callbacks"] = null,
        }),
        view == _query.Show));

    private SavedViewItem? Current => _searches.FirstOrDefault(search => SavedViewChips.IsSame(search.Query, _viewQuery));

    /// <inheritdoc/>
    protected override void Subscribe()
    {
        FollowChanges(feed, CountAgainAsync, CountInterval);
        FollowAddress(navigation, Path, () =>
        {
            Read();
            return Task.CompletedTask;
        });
    }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync()
    {
        Read();
        return CountWaitingAsync();
    }

    private void Read()
    {
        var query = navigation.ToAbsoluteUri(navigation.Uri).Query;
        _query = InsightQuery.Read(QueryHelpers.ParseQuery(query), ranges);
        (_viewQuery, _seen) = (query.TrimStart('?'), null);
    }

    // A sentence that was said is searched for at any time, whatever else is shown.
    private void SearchSpoken()
    {
        if (Domain.Texts.Filled(_spoken) is { } said)
            navigation.NavigateTo($"{Path}?{InsightQuery.ShowName}={QueryValues.TextOf(InsightView.Transcripts)}&q={Uri.EscapeDataString(said)}");
    }

    private string? BadgeOf(SavedViewItem search) => _new.GetValueOrDefault(search.Id) is { Count: > 0 } fresh ? L["Insights.New", L.NumberOf(fresh)].Value : null;

    private bool IsNotifying(SavedViewItem search) => _searches.FirstOrDefault(known => known.Id == search.Id)?.Notifies ?? search.Notifies;

    private async Task TakeSearchesAsync(IReadOnlyList<SavedViewItem> searches)
    {
        _searches = searches;
        await SeeCurrentAsync();
        await CountNewAsync();
    }

    // Called when a list was read that includes everything up to this delivery.
    private async Task SeeAsync(long deliveryId)
    {
        await reads.ListAsync(await who.GetAsync(), QueryValues.TextOf(_query.Show)!);
        _seen = deliveryId;
        await SeeCurrentAsync();
        if (Current is { } current)
            _new[current.Id] = NewHits.None;
    }

    private async Task SeeCurrentAsync()
    {
        if (Current is not { } current || _seen is not { } deliveryId || !RendererInfo.IsInteractive)
            return;
        await TryAsync(owner => store.SeeAsync(owner, current.Id, deliveryId));
        Replace(current with { SeenDeliveryId = deliveryId });
    }

    private async Task NotifyAsync(SavedViewItem search, bool notifies)
    {
        await TryAsync(owner => store.NotifyAsync(owner, search.Id, notifies));
        if (_searches.FirstOrDefault(known => known.Id == search.Id) is { } known)
            Replace(known with { Notifies = notifies });
    }

    private void Replace(SavedViewItem search) => _searches = [.. _searches.Select(known => known.Id == search.Id ? search : known)];

    private async Task CountAgainAsync(LiveUpdate update)
    {
        if (!update.IsReload && !update.Calls.Any(call => call.Summary is not null) && update.RemovedCalls.Count + update.Deliveries.Count == 0)
            return;
        await CountNewAsync();
        await CountWaitingAsync();
        StateHasChanged();
    }

    private Task CountNewAsync() => TryAsync(async _ =>
    {
        foreach (var search in _searches)
            _new[search.Id] = await hits.CountAsync(who.Visibility, InsightQuery.Read(QueryHelpers.ParseQuery(search.Query), ranges), search.SeenDeliveryId, cancellation: Closed);
    });

    private Task CountWaitingAsync() => TryAsync(async _ => _waiting = await summaries.CountUnmatchedAsync(who.Visibility, Closed));

    // None of this is essential: the list itself shows whether it could be read.
    private async Task TryAsync(Func<string, Task> act)
    {
        try
        {
            await act(Authentication is null ? "" : (await Authentication).User.Identity?.Name ?? "");
        }
        catch (Exception error) when (!Closed.IsCancellationRequested)
        {
            logger.LogWarning(error, "New results of saved searches could not be counted");
        }
    }
}
