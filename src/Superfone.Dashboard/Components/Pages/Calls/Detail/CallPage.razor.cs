using Microsoft.AspNetCore.Components;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Components.Player;
using Superfone.Dashboard.Decisions;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.Recordings.Download;

namespace Superfone.Dashboard.Components.Pages.Calls.Detail;

/// <summary>Everything known about one call, kept up to date.</summary>
public sealed partial class CallPage(
    CallQueries calls, OverviewQueries overviews, FollowUpQueries followUps, ReadLog reads, ListenQueries heard, DecisionMaker decisions, RecordingRetry recordings, PlayerState player, LiveFeed feed, CurrentActor who, Display display, TimeProvider time,
    ILogger<CallPage> logger)
{
    private const int EarlierCalls = 5;

    private CallDetail? _call;
    private Conversation _conversation = Conversation.Of([], null);
    private IReadOnlyList<CallItem>? _earlier;
    private IReadOnlyList<ContactReference> _others = [];
    private IReadOnlyList<ListenItem> _listens = [];
    private FollowUpItem? _followUp;
    private string? _unlinked;
    private Actor? _actor;
    private bool _isLoaded;
    private bool _hasFailed;

    /// <summary>The call.</summary>
    [Parameter]
    public long CdrId { get; set; }

    /// <summary>
    /// The position in the recording at which to begin, in seconds; part of a link to a moment. Anything but a number is ignored.
    /// </summary>
    [SupplyParameterFromQuery]
    public string? T { get; set; }

    /// <summary>Words to find in the transcript; part of a link from a search.</summary>
    [SupplyParameterFromQuery]
    public string? Find { get; set; }

    /// <summary>The words of the list beside which the call is open; they are found in the transcript too.</summary>
    [SupplyParameterFromQuery]
    public string? Q { get; set; }

    private int? Moment => double.TryParse(T, System.Globalization.CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < int.MaxValue ? (int)seconds : null;

    // A call that nobody answered has nothing to listen to or read, unless something arrived all the same.
    private bool HasConversation => _call is { Outcome: Outcome.Answered or Outcome.InProgress } or { Recording: not null } or { Summary: not null } || _conversation.Turns.Count > 0;

    private bool MayWork => _actor?.May(Permission.WorkFollowUps) == true;

    private string Title => _call is null ? L["Call.Title"] : display.NameOf(_call);

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        player.Heard -= OnHeard;
    }

    /// <inheritdoc/>
    protected override void Subscribe()
    {
        FollowChanges(feed, ApplyAsync);
        FollowMinutes(time);
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        player.Heard += OnHeard;
        _actor = await who.GetAsync();
    }

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync()
    {
        // Beside a list, any change of the address sets the parameters again.
        if (_call?.CdrId == CdrId && !_hasFailed)
            return Task.CompletedTask;
        _unlinked = null;
        return LoadAsync();
    }

    private async Task LoadAsync()
    {
        try
        {
            var call = await calls.FindAsync(who.Visibility, CdrId);
            if (call is not null)
                await reads.CallAsync(await who.GetAsync(), CdrId);
            _call = call;
            _conversation = Conversation.Of(_call?.Transcript ?? [], _call?.DurationSeconds);
            if (_call is not null)
                await LoadAroundAsync(_call);
            _hasFailed = false;
        }
        catch (Exception error)
        {
            logger.LogError(error, "Call {CdrId} could not be loaded", CdrId);
            _hasFailed = true;
        }

        _isLoaded = true;
    }

    private async Task LoadAroundAsync(CallDetail call)
    {
        _listens = await heard.OfCallAsync(who.Visibility, call.CdrId);
        _followUp = call.FollowUp == FollowUpState.Open && display.PhoneKey(call.Phone) is { } key ? (await followUps.OfNumberAsync(who.Visibility, key, 1)).SingleOrDefault() : null;
        _others = display.PhoneKey(call.Phone) is { } number
            ? [.. (await overviews.ContactsOfAsync(who.Visibility, number)).Where(contact => contact.ContactId != call.Contact?.ContactId)]
            : [];
        if (call.Contact is null && display.PhoneKey(call.Phone) is null)
            return;
        var before = new CallFilter { To = SortKey.InstantOf(call.SortKey) };
        var same = call.Contact is { } contact ? before with { ContactId = contact.ContactId } : before with { Phone = call.Phone };
        _earlier = (await calls.ListAsync(who.Visibility, same, limit: EarlierCalls)).Items;
    }

    private async Task UnlinkAsync()
    {
        if (_call?.Summary?.CdrUuid is not { } uuid)
            return;
        await decisions.UnlinkSummaryAsync(uuid, CdrId, await who.GetAsync());
        _unlinked = uuid;
        await LoadAsync();
    }

    private async Task UndoAsync()
    {
        if (_unlinked is not { } uuid)
            return;
        await decisions.LinkSummaryAsync(uuid, CdrId, await who.GetAsync());
        _unlinked = null;
        await LoadAsync();
    }

    private async Task RetryAsync()
    {
        await recordings.RetryAsync(CdrId, await who.GetAsync());
        await LoadAsync();
    }

    private void OnHeard(long cdrId)
    {
        if (cdrId == CdrId)
            _ = RunAsync(ReloadAsync);
    }

    private Task ApplyAsync(LiveUpdate update) =>
        update.IsReload || update.Calls.Any(call => call.CdrId == CdrId) || update.RemovedCalls.Any(call => call.CdrId == CdrId)
        || update.FollowUps.Any(followUp => followUp.Id == _followUp?.Id) ? ReloadAsync() : Task.CompletedTask;

    private async Task ReloadAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }
}
