using Superfone.Dashboard.Components.Controls;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.ReadModels.FollowUps;

namespace Superfone.Dashboard.Components.Pages.FollowUps;

/// <content>What changes while the page is open.</content>
public sealed partial class FollowUpsPage
{
    private async Task ApplyAsync(LiveUpdate update)
    {
        if (!update.TouchesFollowUps)
            return;
        _work.Remove(update.RemovedFollowUps.Select(removed => removed.Id));
        if (_filter?.State == FollowUpState.Open && _list.Rows is { } rows)
            _work.Hold(update.FollowUps.Where(item => rows.Any(row => row.Id == item.Id)));

        // Among those who wait, new ones show at once, on top. Ended ones show on the next load.
        if (_filter?.State == FollowUpState.Open || update.IsReload)
        {
            await _list.ReloadAsync();
            await LoadExtrasAsync(withAssignees: false);
        }
        else
            Change(update);
    }

    private void Change(LiveUpdate update)
    {
        _list.Update(update.FollowUps);
        _list.Remove(update.RemovedFollowUps.Select(removed => removed.Id));
    }

    private async Task ApplyToStatsAsync(LiveUpdate update)
    {
        if (!update.TouchesFollowUps)
            return;
        await LoadStatsAsync();
        StateHasChanged();
    }

    private async Task RefreshAsync(FollowUpItem item)
    {
        if (await followUps.FindAsync(who.Visibility, item.Id, Closed) is { } now)
            await ApplyAsync(new LiveUpdate { FollowUps = [now] });
    }

    private void Say(string said) => _said = Announcer.Again(said, _said);

    private async Task PassMinuteAsync()
    {
        _work.LetGo();
        await _list.ReloadAsync();
        await LoadExtrasAsync(withAssignees: true);
    }
}
