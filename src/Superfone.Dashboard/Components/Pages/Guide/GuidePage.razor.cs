using Microsoft.AspNetCore.Components;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Components.Pages.Connect;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Operations.Guide;

namespace Superfone.Dashboard.Components.Pages.Guide;

/// <summary>Leads from a fresh installation to the first event, one step at a time; each can be left and found again.</summary>
public sealed partial class GuidePage(SetupGuide guide, CurrentActor who, LiveFeed feed, NavigationManager navigation, ILogger<GuidePage> logger)
{
    private static readonly IReadOnlyList<SetupStep> Steps = Enum.GetValues<SetupStep>();

    private ElementReference _heading;
    private SetupProgress? _progress;
    private SetupStep? _step;
    private string? _shown;
    private bool _isShown;
    private bool _hasMoved;
    private bool _hasFailed;

    /// <summary>The step in the address, in any case; the first open one if it is none.</summary>
    [SupplyParameterFromQuery(Name = "step")]
    private string? Step { get; set; }

    /// <inheritdoc/>
    protected override void Subscribe() => FollowChanges(feed, ApplyAsync);

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_isShown && Step == _shown)
            return;
        await ShowAsync();
        (_hasMoved, _isShown, _shown) = (_isShown, true, Step);
    }

    // A step replaces the one before it without another page: whoever cannot see it hears its heading.
    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_hasMoved)
            return;
        _hasMoved = false;
        await _heading.FocusAsync();
    }

    private static string NextHref(SetupStep step) => step == Steps[^1] ? "/welcome" : GuideSteps.HrefOf(step + 1);

    private string NextText(SetupStep step) => step == Steps[^1] ? L["Guide.Finish"] : L["Guide.Next", L[$"SetupStep.{step + 1}"].Value];

    private async Task ShowAsync()
    {
        await LoadAsync();
        _step = Enum.TryParse<SetupStep>(Step, ignoreCase: true, out var step) && Enum.IsDefined(step) ? step : _progress?.Next;
    }

    private async Task LoadAsync()
    {
        try
        {
            _progress = await guide.ReadAsync(who.Visibility, Closed);
            _hasFailed = false;
        }
        catch (Exception error) when (!Closed.IsCancellationRequested)
        {
            logger.LogError(error, "How far the installation is set up could not be read");
            _hasFailed = true;
        }
    }

    private async Task ApplyAsync(LiveUpdate update)
    {
        if (!EventChecklist.IsConcerned(update, _progress?.Arrivals))
            return;
        await LoadAsync();
        StateHasChanged();
    }

    private async Task PostponeAsync(SetupStep step)
    {
        await guide.PostponeAsync(step, await who.GetAsync());
        navigation.NavigateTo(NextHref(step));
    }
}
