using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Sessions;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Components.Controls;
using Superfone.Dashboard.Configuration.Hours;
using Superfone.Dashboard.Domain.Notifications;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.Notifications.Devices;

namespace Superfone.Dashboard.Components.Pages.Account;

/// <summary>On which devices a user is notified, of what and when.</summary>
public sealed partial class NotificationsCard(
    OwnDevices devices, DeviceTest test, CurrentActor who, BusinessHours hours, Display display, NavigationManager navigation, IJSRuntime js, ILogger<NotificationsCard> logger) : IAsyncDisposable
{
    private const string Subscribed = "on";

    private ElementReference _root;
    private IJSObjectReference? _module;
    private DotNetObjectReference<NotificationsCard>? _self;
    private IReadOnlyList<OwnDevice> _devices = [];
    private IReadOnlyList<NotificationKind> _kinds = [];
    private string? _state;
    private string? _problem;
    private string? _note;
    private TimeOnly? _from;
    private TimeOnly? _until;
    private bool _onlyWorkingHours;
    private bool _isSaved;

    /// <summary>The session of this browser.</summary>
    [Parameter, EditorRequired]
    public required string? SessionId { get; set; }

    /// <summary>The user's sessions.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<OwnSession> Sessions { get; set; }

    // What the server knows counts only while the browser still has its subscription.
    private OwnDevice? Own => _state == Subscribed ? _devices.FirstOrDefault(device => device.SessionId == SessionId) : null;

    private List<OwnDevice> Others => [.. _devices.Where(device => device.SessionId != SessionId)];

    /// <summary>Shows what the browser allows.</summary>
    /// <param name="state">One of the states of <c>js/push.js</c>.</param>
    [JSInvokable]
    public Task ShowAsync(string state) => InvokeAsync(() =>
    {
        _state = state;
        StateHasChanged();
    });

    /// <summary>Adds this browser.</summary>
    /// <param name="subscription">What it tells.</param>
    [JSInvokable]
    public Task AddAsync(BrowserSubscription subscription) => InvokeAsync(async () =>
    {
        await TryAsync(async by =>
        {
            var name = Browsers.NameOf(Sessions.FirstOrDefault(session => session.Id == SessionId)?.Browser);
            var problem = await devices.AddAsync(subscription, SessionId ?? "", name, new Uri(navigation.BaseUri), by);
            if (problem is not null)
                logger.LogWarning("The subscription of a browser was refused: {Problem}", problem);
            _state = problem is null ? Subscribed : "failed";
        });
        StateHasChanged();
    });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await PageLeft.DisposeAsync(_module);
        _self?.Dispose();
    }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => TryAsync(async by =>
    {
        _kinds = [.. NotificationKinds.Of(by)];
        var times = await devices.TimesAsync(by);
        (_from, _until, _onlyWorkingHours) = (times.Quiet?.From, times.Quiet?.Until, times.OnlyWorkingHours);
    });

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        try
        {
            var key = await devices.KeyAsync(await who.GetAsync());
            _self = DotNetObjectReference.Create(this);
            _module = await js.InvokeAsync<IJSObjectReference>("import", $"./{Assets["js/push.js"]}");
            await _module.InvokeVoidAsync("attach", _root, _self, key);
        }
        catch (Exception error) when (PageLeft.Explains(error))
        {
            // The page was closed before the module was loaded.
        }
        catch (Exception error) when (error is System.Data.Common.DbException or PermissionDeniedException)
        {
            logger.LogError(error, "The key for notifications could not be read");
            await ShowAsync("failed");
        }
    }

    private Task ChooseAsync(OwnDevice device, NotificationKind kind, bool isWanted) => TryAsync(by =>
        devices.SetKindsAsync(device.Id, [.. isWanted ? device.Kinds.Append(kind) : device.Kinds.Where(other => other != kind)], by));

    private async Task RemoveAsync(OwnDevice device)
    {
        await TryAsync(by => devices.RemoveAsync(device.Id, by));
        if (device.SessionId == SessionId && _problem is null && _module is not null)
        {
            await PageLeft.IgnoreAsync(() => _module.InvokeVoidAsync("unsubscribe").AsTask());
            _state = "off";
        }
    }

    private async Task TestAsync()
    {
        var isSent = false;
        await TryAsync(async by => isSent = Own is { } own && await test.SendAsync(own.Id, by));
        _note = isSent ? L["Account.Push.Tested"].Value : null;
    }

    private async Task SaveTimesAsync()
    {
        _isSaved = false;
        var quiet = _from is { } from && _until is { } until ? new QuietHours(from, until) : null;
        await TryAsync(by => devices.SetTimesAsync(new NotificationTimes(quiet, _onlyWorkingHours), by));
        _isSaved = _problem is null;
    }

    private async Task TryAsync(Func<Actor, Task> change)
    {
        (_problem, _note) = (null, null);
        try
        {
            var by = await who.GetAsync();
            await change(by);
            _devices = await devices.ListAsync(by);
        }
        catch (Exception error)
        {
            logger.LogError(error, "Notifications could not be read or changed");
            _problem = L["Settings.NotSaved"];
        }
    }

    private IEnumerable<string> FactsOf(OwnDevice device)
    {
        yield return L["Account.Push.Since", display.DayAndTimeWithin(device.CreatedUtc)];
        if (device.IsFailing)
            yield return L["Account.Push.Failing"];
        else if (device.LastSuccessUtc is { } last)
            yield return L["Account.Push.Last", display.DayAndTimeWithin(last)];
    }
}
