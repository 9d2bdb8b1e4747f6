using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Analytics;
using Superfone.Dashboard.ReadModels.QueryStrings;

namespace Superfone.Dashboard.Components.Pages.Analytics;

/// <summary>Figures on the calls, contacts and lead stages of a period. The address holds the state of the page.</summary>
public sealed partial class AnalyticsPage(
    CurrentActor who, AnalyticsReader reader,
    RangeQuery ranges,
    BusinessCalendar calendar,
    LiveFeed feed,
    NavigationManager navigation,
    Display display,
    ILogger<AnalyticsPage> logger)
{
    private AnalyticsQuery _query = default!;
    private AnalyticsFigures? _figures;
    private bool _hasFailed;

    private string DaysText => L.RangeOf(BusinessRange.OfDays(_query.Filter.First, _query.Filter.Last, calendar), calendar);

    /// <inheritdoc/>
    protected override void Subscribe()
    {
        FollowChanges(feed, ApplyAsync, WholeInterval);
        FollowAddress(navigation, "/analytics", FollowAsync);
    }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync()
    {
        Read();
        return LoadAsync();
    }

    private void Read() =>
        _query = AnalyticsQuery.Read(QueryHelpers.ParseQuery(navigation.ToAbsoluteUri(navigation.Uri).Query), ranges, calendar);

    private async Task FollowAsync()
    {
        var before = _query.Range;
        Read();
        if (_query.Range != before)
            _figures = null;
        StateHasChanged();
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var query = _query;
        try
        {
            var figures = await reader.ReadAsync(who.Visibility, query, Closed);
            if (query == _query)
                (_figures, _hasFailed) = (figures, false);
        }
        catch (OperationCanceledException) when (Closed.IsCancellationRequested)
        {
            // The page was closed.
        }
        catch (Exception error)
        {
            logger.LogError(error, "Analytics could not be loaded");
            _hasFailed = true;
        }
    }

    // A late call changes the figures of a past day; contacts change only those of today.
    private async Task ApplyAsync(LiveUpdate update)
    {
        if (!update.TouchesCalls && !update.TouchesNames && !(update.Contacts.Count > 0 && _query.HasToday))
            return;
        Read(); // At midnight "today" becomes another day.
        await LoadAsync();
        StateHasChanged();
    }
}
