using Microsoft.AspNetCore.Components;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Components.Text;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.ReadModels.Agents;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.ReadModels.QueryStrings;

namespace Superfone.Dashboard.Components.Pages.Agents;

/// <summary>Everyone who handled calls in a period, with their figures. Each name links to the agent's page.</summary>
public sealed partial class AgentsPage(
    CurrentActor who, AgentReportQueries reports, ReturnStatsQueries returns, RangeQuery ranges, BusinessCalendar calendar, LiveFeed feed, NavigationManager navigation, TimeProvider time,
    ILogger<AgentsPage> logger)
{
    private IReadOnlyList<AgentFigures>? _agents;
    private IReadOnlyDictionary<string, Share> _inTarget = new Dictionary<string, Share>();
    private DaySpan _span = default!;
    private bool _hasFailed;

    /// <summary>The period by name, see <see cref="RangeQuery"/>. Declared so that the page follows its address.</summary>
    [SupplyParameterFromQuery(Name = RangeQuery.Range)]
    private string? RangeText { get; set; }

    /// <summary>The period's beginning.</summary>
    [SupplyParameterFromQuery(Name = RangeQuery.From)]
    private string? From { get; set; }

    /// <summary>The period's end.</summary>
    [SupplyParameterFromQuery(Name = RangeQuery.To)]
    private string? To { get; set; }

    /// <inheritdoc/>
    protected override void Subscribe()
    {
        FollowChanges(feed, ApplyAsync, WholeInterval);
        FollowMinutes(time, FollowAddressAsync);
    }

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => FollowAddressAsync();

    // At midnight "7 days" starts to mean other days.
    private async Task FollowAddressAsync()
    {
        var span = DaySpan.Read(new Uri(navigation.Uri).Query, ranges, calendar);
        if (span == _span)
            return;
        (_span, _agents) = (span, null);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var span = _span;
        try
        {
            var agents = await reports.ListAsync(who.Visibility, span.Days, Closed);
            var returned = await returns.ReadAsync(
                who.Visibility, calendar.StartOfUtc(span.Days.First), calendar.StartOfUtc(span.Days.Last.AddDays(1)), cancellation: Closed);
            if (span == _span)
            {
                (_agents, _hasFailed) = (agents, false);
                _inTarget = returned.ByAgent.Where(agent => agent.Key is not null).ToDictionary(agent => agent.Key!, agent => agent.Figures.InTarget);
            }

        }
        catch (Exception error) when (!Closed.IsCancellationRequested)
        {
            logger.LogError(error, "The agents could not be loaded");
            _hasFailed = true;
        }
    }

    private async Task ApplyAsync(LiveUpdate update)
    {
        if (!update.TouchesNames && !update.TouchesMarks && (!update.TouchesCalls || _span.Days.Last < calendar.DayOf(time.GetUtcNow().UtcDateTime)))
            return;
        await LoadAsync();
        StateHasChanged();
    }
}
