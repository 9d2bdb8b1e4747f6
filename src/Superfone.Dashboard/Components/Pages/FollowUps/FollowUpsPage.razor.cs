using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Components.Controls;
using Superfone.Dashboard.Components.Lists;
using Superfone.Dashboard.Components.Text;
using Superfone.Dashboard.Configuration.Hours;
using Superfone.Dashboard.Decisions;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.ReadModels.QueryStrings;

namespace Superfone.Dashboard.Components.Pages.FollowUps;

/// <summary>Missed callers to call back, the last missed first. A caller leaves the list once somebody has talked to them.</summary>
public sealed partial class FollowUpsPage(
    FollowUpQueries followUps,
    ReturnStatsQueries returns,
    RangeQuery ranges,
    BusinessCalendar calendar,
    BusinessHours hours,
    DecisionMaker decisions,
    FollowUpCommands commands,
    Assignees assignees,
    CurrentActor who,
    NumberDecisions numbers,
    LiveFeed feed,
    NavigationManager navigation,
    Display display,
    TimeProvider time,
    ILogger<FollowUpsPage> logger)
{
    // The minimum time between two reads of the statistics, however many calls come in.
    private static readonly TimeSpan StatsInterval = TimeSpan.FromSeconds(5);

    private WorkList _work = default!;
    private WorkExtras _extras = default!;
    private FollowUpGroups _groups = default!;
    private FollowUpDecisions _decisions = default!;
    private PagedRows<FollowUpItem> _list = default!;
    private WorkListFilter? _filter;
    private BusinessRange? _range;
    private DaySpan? _span;
    private Actor? _actor;
    private string? _said;

    /// <summary>Whether the callers of earlier days are shown; without it they are if nobody of today waits. It also makes the page react to every change of the URL.</summary>
    [SupplyParameterFromQuery(Name = WorkListQuery.OlderName)]
    private string? OlderText { get; set; }

    /// <summary>Whether the follow-ups that are put off are unfolded.</summary>
    [SupplyParameterFromQuery(Name = WorkListQuery.SnoozedName)]
    private string? SnoozedText { get; set; }

    /// <summary>Today's figures, with the number of callers who wait.</summary>
    [CascadingParameter]
    public TodayFigures? Figures { get; set; }

    /// <summary>The shell, with whose figures the list changes.</summary>
    [CascadingParameter]
    public ShellUpdates? Shell { get; set; }

    /// <inheritdoc/>
    protected override void Subscribe()
    {
        FollowShell(Shell, ApplyAsync);
        FollowChanges(feed, ApplyToStatsAsync, StatsInterval);
        FollowMinutes(time, PassMinuteAsync);
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _work = new WorkList(followUps, () => who.Visibility);
        _extras = new WorkExtras(followUps, returns, assignees, logger);
        _groups = new FollowUpGroups(hours, display, time);
        _decisions = new FollowUpDecisions(decisions, commands, numbers, L, logger);
        _list = Own(new PagedRows<FollowUpItem>((cursor, cancellation) => _work.ReadAsync(_filter!, cursor, cancellation), item => item.Id, logger));
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        _actor = await who.GetAsync();
        var span = ReadSpan();
        (var filter, _range) = WorkListQuery.Read(QueryHelpers.ParseQuery(new Uri(navigation.Uri).Query), ranges);
        IsMine = filter.Assignee == WorkListQuery.Me;
        filter = WorkListQuery.For(filter, _actor.UserId);
        var (isSameList, areSameFigures) = (filter == _filter, span == _span && filter.Account == _filter?.Account);
        (_filter, _span) = (filter, span);
        if (!isSameList)
        {
            _work.Clear();
            await _list.LoadAsync();
            await LoadExtrasAsync(withAssignees: true);
        }

        if (!isSameList || !areSameFigures)
            await LoadStatsAsync();
    }

    private async Task LoadExtrasAsync(bool withAssignees)
    {
        if (StateShown != FollowUpState.Open)
            return;
        await _extras.LoadSnoozedAsync(who.Visibility, _filter!, Closed);
        if (withAssignees && MayWork)
            await _extras.LoadAssigneesAsync(Closed);
    }

    // The days that the figures cover. Those of a named range are others after midnight.
    private DaySpan ReadSpan() => DaySpan.Read(new Uri(navigation.Uri).Query, ranges, calendar);

    private Task LoadStatsAsync() => _extras.LoadStatsAsync(who.Visibility, _span = ReadSpan(), _filter?.Account, Closed);

    private string EmptyTitle => L[(StateShown, _filter) switch
    {
        (FollowUpState.Returned, { Agent: null, From: null, To: null }) => "FollowUps.NoneReturned",
        (FollowUpState.Returned, _) => "FollowUps.NothingFound",
        (FollowUpState.Open or FollowUpState.Closed, _) => "FollowUps.NoneClosed",
    }];

    private string NameOf(string agent) => _extras.Stats?.ByAgent.FirstOrDefault(row => row.Key == agent)?.Agent ?? display.Phone(agent);

    private bool MayWork => _actor?.May(Permission.WorkFollowUps) == true;

    private bool ShowsSnoozed => SnoozedText == "1";

    private bool IsMine { get; set; }

    private FollowUpState StateShown => _filter?.State ?? FollowUpState.Open;

    private bool ShowsOlder => OlderText == "1" || (OlderText != "0" && _list.Rows is [var first, ..] && GroupOf(first) is null or FollowUpGroup.Older);

    // How many there are is known once everybody of today is loaded, which they are when the first of the older ones is.
    private string OlderTitle => _list.Rows is { } rows && Figures is not null && _filter is { Assignee: null, Account: null }
        ? L["FollowUps.Older", Math.Max(0, Figures.Waiting.Count - rows.Count(row => row.State == FollowUpState.Open && GroupOf(row) != FollowUpGroup.Older))]
        : L.NameOf(FollowUpGroup.Older);

    private FollowUpGroup? GroupOf(FollowUpItem item) => StateShown == FollowUpState.Open ? _groups.Of(item) : null;

    private FollowUpGroup? FirstOfGroup(FollowUpItem item) => StateShown == FollowUpState.Open ? _groups.BeginningWith(item, _list.Rows) : null;
}
