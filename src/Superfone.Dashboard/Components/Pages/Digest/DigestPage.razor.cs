using Microsoft.AspNetCore.Components;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Components.Text;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Analytics;
using Superfone.Dashboard.ReadModels.FollowUps;

namespace Superfone.Dashboard.Components.Pages.Digest;

/// <summary>A summary of one business day. Each day has its own address; without one, the page shows yesterday.</summary>
public sealed partial class DigestPage(
    CurrentActor who, DigestQueries digests, BusinessCalendar calendar, LiveFeed feed, NavigationManager navigation, TimeProvider time, ILogger<DigestPage> logger)
{
    // Callers who were just called back stay in the list for a minute or two, so that no row vanishes while somebody taps it.
    private readonly Dictionary<long, (FollowUpItem Item, int Minute)> _ended = [];
    private DateOnly? _day;
    private DaySpan? _span;
    private DayDigest? _digest;
    private bool _hasFailed;

    /// <summary>The day, such as <c>2026-11-24</c>.</summary>
    [Parameter]
    public string? Day { get; set; }

    private DateOnly Today => calendar.DayOf(time.GetUtcNow().UtcDateTime);

    private DateOnly Yesterday => Today.AddDays(-1);

    private string Title => _day is { } day ? L["Digest.Of", L.BriefDay(day)] : L["NavItem.Digest"];

    private IReadOnlyList<FollowUpItem> NotReturned =>
        [.. _digest!.NotReturned.Longest.UnionBy(_ended.Values.Select(ended => ended.Item), item => item.Id).OrderBy(item => item.Id)];

    private string Link => navigation.ToAbsoluteUri(AddressOf(_day!.Value)).ToString();

    /// <inheritdoc/>
    protected override void Subscribe()
    {
        FollowChanges(feed, ApplyAsync, WholeInterval);
        FollowMinutes(time, PassMinuteAsync);
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (Day is null)
        {
            navigation.NavigateTo(AddressOf(Yesterday), replace: true);
            return;
        }

        var day = DayText.Read(Day);
        if (day == _day && _digest is not null)
            return;
        (_day, _digest, _hasFailed) = (day, null, false);
        _ended.Clear();
        if (day is null)
            return;
        _span = DaySpan.Of(day.Value, calendar);
        if (day <= Today)
            await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var day = _day!.Value;
        try
        {
            var digest = await digests.ReadAsync(who.Visibility, day, Closed);
            if (day == _day)
                (_digest, _hasFailed) = (digest, false);
        }
        catch (Exception error) when (!Closed.IsCancellationRequested)
        {
            logger.LogError(error, "The digest of {Day} could not be loaded", day);
            _hasFailed = true;
        }
    }

    // Events about calls of the day may arrive later, and missed callers may be talked to at any time.
    private async Task ApplyAsync(LiveUpdate update)
    {
        if (_day is not { } day || day > Today)
            return;
        if (!update.TouchesFollowUps && update.RemovedCalls.Count == 0 && !update.Calls.Any(call => calendar.DayOf(SortKey.InstantOf(call.SortKey)) == day))
            return;
        if (_digest is not null)
            Hold(update.FollowUps);
        foreach (var removed in update.RemovedFollowUps)
            _ended.Remove(removed.Id);
        await LoadAsync();
        StateHasChanged();
    }

    private void Hold(IReadOnlyList<FollowUpItem> changed)
    {
        var shown = NotReturned.Select(item => item.Id).ToHashSet();
        foreach (var item in changed.Where(item => shown.Contains(item.Id) && item.State != FollowUpState.Open))
            _ended[item.Id] = (item, Minute);
    }

    private Task PassMinuteAsync()
    {
        foreach (var (id, ended) in _ended.ToList())
        {
            if (Minute - ended.Minute > 1)
                _ended.Remove(id);
        }

        return Task.CompletedTask;
    }

    private string InsightsOf(string titleKey) => _span!.Address("/insights", ("title", titleKey));

    private static string AddressOf(DateOnly day) => $"/digest/{DayText.AddressOf(day)}";
}
