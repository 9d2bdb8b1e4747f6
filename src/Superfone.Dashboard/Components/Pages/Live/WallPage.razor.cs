using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Components.Controls;
using Superfone.Dashboard.Components.Lists;
using Superfone.Dashboard.Configuration.Hours;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.FollowUps;

namespace Superfone.Dashboard.Components.Pages.Live;

/// <summary>The live page for a screen on the wall: readable from a distance, nothing to click, never asleep.</summary>
public sealed partial class WallPage(
    CurrentActor who, TodayBoard board, CallQueries calls, CallLines lines, FollowUpQueries followUps, PhoneBook phones, BusinessHours hours, Display display, TimeProvider time, IJSRuntime js, ILogger<WallPage> logger)
{
    private const int Shown = 8;

    private readonly FeedRows<CallLine> _calls = CallFeed.Newest(Shown);
    private IReadOnlyList<FollowUpItem> _waiting = [];
    private TodayFigures? _figures;
    private bool _hasFailed;

    /// <summary>The Superfone number whose calls are shown; all if not set.</summary>
    [SupplyParameterFromQuery]
    public string? Account { get; set; }

    /// <summary><c>1</c> if strangers may see the screen: only the last digits of phone numbers are shown.</summary>
    [SupplyParameterFromQuery]
    public string? Mask { get; set; }

    private CallFilter Filter => new() { Account = Texts.Filled(Account) };

    /// <inheritdoc/>
    protected override void Subscribe() => FollowReading(board.Of(who.Visibility, Filter.Account), ShowAsync);

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => LoadAsync();

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        try
        {
            await using var module = await js.InvokeAsync<IJSObjectReference>("import", Closed, $"./{Assets["js/wall.js"]}");
            await module.InvokeVoidAsync("keepAwake", Closed);
        }
        catch (Exception error) when (PageLeft.Explains(error))
        {
            // The page was closed before the module was loaded.
        }
    }

    private async Task LoadAsync()
    {
        try
        {
            _calls.Show((await calls.ListAsync(who.Visibility, Filter, limit: Shown)).Items.Select(lines.Of));
            _figures = await board.Of(who.Visibility, Filter.Account).ReadAsync();
            _waiting = (await followUps.WorkListAsync(who.Visibility, new WorkListFilter { Account = Filter.Account }, limit: Shown)).Items;
            _hasFailed = false;
        }
        catch (Exception error)
        {
            logger.LogError(error, "The wall view could not be loaded");
            _hasFailed = true;
        }
    }

    // Figures, calls and callers who wait change together. Figures come every minute at least, so a failed load is retried.
    private async Task ShowAsync(TodayFigures figures)
    {
        var (filter, changes) = (Filter, figures.Changes);
        if (_hasFailed || changes.TouchesFollowUps)
            await LoadAsync();
        _calls.Remove(changes.RemovedCalls.Select(call => call.CdrId));
        _calls.Apply([.. changes.Calls.Select(lines.Of)], line => filter.Matches(line.Call, phones));
        _figures = figures;
        StateHasChanged();
    }

    private bool IsLate(FollowUpItem caller) => hours.IsLate(caller.FirstMissedUtc, time.GetUtcNow().UtcDateTime);

    private string NameOf(string? name, string? phone) => name ?? (Mask == "1" ? display.MaskedPhone(phone) : display.Phone(phone));
}
