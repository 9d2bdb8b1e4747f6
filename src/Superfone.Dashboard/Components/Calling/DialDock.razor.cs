using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Calling;
using Superfone.Dashboard.Components.Controls;
using Superfone.Dashboard.Configuration.Network;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Numbers;

namespace Superfone.Dashboard.Components.Calling;

/// <summary>
/// Makes calls through Superfone, and shows what becomes of them. While that is on for the user, the script <c>js/calling.js</c> takes the clicks on
/// telephone links: rows are markup that all pages share, and need no component for it.
/// </summary>
public sealed partial class DialDock(
    Dialer dialer, DialedCalls dialed, CurrentActor who, Display display, IOptionsMonitor<ClickToCallOptions> options, IJSRuntime js, ILogger<DialDock> logger) : IAsyncDisposable
{
    private readonly PageCulture _culture = new();
    private ElementReference _dock;
    private IJSObjectReference? _module;
    private DotNetObjectReference<DialDock>? _self;
    private IDisposable? _options;
    private DialedCall? _call;
    private string? _userId;
    private bool _isOn;

    private Display Display => display;

    private bool Masks => who.Visibility.MasksNumbers;

    /// <summary>Called by the browser for a click on a telephone link, or on a button that calls a masked number.</summary>
    /// <param name="phone">The number, or a <see cref="PhoneReference"/> to it.</param>
    /// <returns>Whether calls are made here; otherwise the browser follows the link.</returns>
    [JSInvokable]
    public Task<bool> OnCallAsync(string phone) =>
        RunAsync(by => PhoneReference.Parse(phone) is { } reference ? dialer.StartAsync(reference, by) : dialer.StartAsync(phone, by));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        dialed.Changed -= Follow;
        _options?.Dispose();
        _self?.Dispose();
        await PageLeft.DisposeAsync(_module);
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        var actor = await who.GetAsync();
        _userId = actor.UserId;
        _isOn = dialer.IsOnFor(actor);
        if (!RendererInfo.IsInteractive || _userId is null)
            return;
        dialed.Changed += Follow;
        _options = options.OnChange((changed, name) => ShowSoon());
        _call = dialed.Find(_userId);
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _self = DotNetObjectReference.Create(this);
        await PageLeft.IgnoreAsync(async () =>
        {
            _module = await js.InvokeAsync<IJSObjectReference>("import", "./" + Assets["js/calling.js"]);
            if (_module is not null)
                await _module.InvokeVoidAsync("start", _dock, _self);
        });
    }

    private Task<bool> EndAsync() => RunAsync(by => dialer.EndAsync(by));

    private Task<bool> DismissAsync() => RunAsync(by =>
    {
        dialer.Dismiss(by);
        return Task.CompletedTask;
    });

    private async Task<bool> RunAsync(Func<Actor, Task> act)
    {
        try
        {
            await act(await who.GetAsync());
            return true;
        }
        catch (PermissionDeniedException error)
        {
            // The rights of the user have changed since the page was opened.
            logger.LogWarning(error, "A call was not asked for");
            _isOn = false;
            StateHasChanged();
            return false;
        }
    }

    private void Follow(string userId)
    {
        if (userId == _userId)
            ShowSoon();
    }

    private void ShowSoon() => _ = PageLeft.IgnoreAsync(() => _culture.RunAsync(() => InvokeAsync(Show)));

    private void Show()
    {
        (_call, _isOn) = (dialed.Find(_userId!), dialer.IsOnFor(who.Now));
        StateHasChanged();
    }

    private string Text(DialedCall call)
    {
        var (phone, detail) = (display.Phone(Shown(call.Phone)), Shown(call.Detail ?? ""));
        if (call.Problem is { } problem)
            return L[$"DialProblem.{problem}", detail, phone];
        return call.Call is not null ? L["Dial.CallWith", phone] : L[$"DialState.{call.State}", phone];
    }

    private string Shown(string text) => Masks ? NumberMask.Of(text) : text;
}
