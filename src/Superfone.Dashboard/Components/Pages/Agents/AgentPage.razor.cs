using Microsoft.AspNetCore.Components;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Components.Text;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Agents;
using Superfone.Dashboard.ReadModels.Analytics;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.QueryStrings;

namespace Superfone.Dashboard.Components.Pages.Agents;

/// <summary>An agent, found by number: their work on some days compared with as many other days, and their open tasks.</summary>
public sealed partial class AgentPage(
    CurrentActor who, AgentReportQueries reports,
    AgentQueries agents,
    RangeQuery ranges,
    BusinessCalendar calendar,
    LiveFeed feed,
    NavigationManager navigation,
    Display display,
    TimeProvider time,
    ILogger<AgentPage> logger)
{
    private (string Phone, DaySpan Span, AnalyticsFilter Than)? _asked;
    private DaySpan _span = default!;
    private AnalyticsFilter _than = default!;
    private AgentChoice? _agent;
    private AgentReport? _report;
    private bool _isUnknown;
    private bool _hasFailed;

    /// <summary>The agent's number in any written form.</summary>
    [Parameter]
    public string StaffPhone { get; set; } = "";

    /// <summary>The period by name; see <see cref="RangeQuery"/>.</summary>
    [SupplyParameterFromQuery(Name = RangeQuery.Range)]
    private string? RangeText { get; set; }

    /// <summary>The period's beginning.</summary>
    [SupplyParameterFromQuery(Name = RangeQuery.From)]
    private string? From { get; set; }

    /// <summary>The period's end.</summary>
    [SupplyParameterFromQuery(Name = RangeQuery.To)]
    private string? To { get; set; }

    /// <summary>The first day to compare with, such as <c>2026-11-01</c>; without one, the period is compared with the days before it.</summary>
    [SupplyParameterFromQuery(Name = ComparisonChips.Name)]
    private string? Than { get; set; }

    private string Name => _agent?.Name ?? display.Phone(StaffPhone);

    // Tiles, charts, table and card compare with the same days: those of the report.
    private string ThanText => _report?.Comparison is { Than: var than } ? L.Days(than) : "";

    private bool IsOver => _span.Days.Last < calendar.DayOf(time.GetUtcNow().UtcDateTime);

    private string AllAgents => navigation.ToAbsoluteUri("/agents" + new Uri(navigation.Uri).Query).PathAndQuery;

    private string ReturnsHref => new Uri(navigation.Uri).PathAndQuery + "#returns";

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
        _span = DaySpan.Read(new Uri(navigation.Uri).Query, ranges, calendar);
        _than = DayText.Read(Than) is { } first ? _span.StartingOn(first) : _span.Before;
        if (_asked == (StaffPhone, _span, _than))
            return;
        if (_asked?.Phone != StaffPhone)
            (_agent, _isUnknown) = (null, false);
        _asked = (StaffPhone, _span, _than);
        _report = null;
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var asked = _asked;
        try
        {
            var agent = await agents.FindAsync(who.Visibility, StaffPhone, Closed);
            var report = agent is null ? null : await reports.ReadAsync(who.Visibility, agent, _span.Days, _than, Closed);
            if (asked == _asked)
                (_agent, _report, _isUnknown, _hasFailed) = (agent, report, agent is null, false);
        }
        catch (Exception error) when (!Closed.IsCancellationRequested)
        {
            logger.LogError(error, "The agent {StaffPhone} could not be loaded", StaffPhone);
            _hasFailed = true;
        }
    }

    private async Task ApplyAsync(LiveUpdate update)
    {
        if (!update.TouchesNames && !update.TouchesMarks && (IsOver || !Concerns(update)))
            return;
        await LoadAsync();
        StateHasChanged();
    }

    private bool Concerns(LiveUpdate update) =>
        update.TouchesFollowUps || update.RemovedCalls.Count + update.Tasks.Count > 0
        || update.Calls.Any(call => display.PhoneKey(call.Staff?.Phone) is { } number && number == display.PhoneKey(StaffPhone));

    private string CallsOf(DateOnly day) => DaySpan.Of(day, calendar).CallsOf(StaffPhone);
}
