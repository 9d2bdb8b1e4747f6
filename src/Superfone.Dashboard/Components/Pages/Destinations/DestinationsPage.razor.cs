using Superfone.Dashboard.Access;
using Superfone.Dashboard.Destinations.Editing;

namespace Superfone.Dashboard.Components.Pages.Destinations;

/// <summary>Where events go on to, and how that goes.</summary>
public sealed partial class DestinationsPage(DestinationDirectory directory, DestinationEditor editor, CurrentActor who, TimeProvider time, ILogger<DestinationsPage> logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private IReadOnlyList<DestinationItem>? _items;
    private (string Name, string Secret)? _secret;
    private ITimer? _timer;
    private string? _problem;
    private bool _hasFailed;
    private bool _isAdding;

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        if (RendererInfo.IsInteractive)
            _timer = time.CreateTimer(_ => InvokeAsync(RefreshAsync), null, Interval, Interval);
    }

    private async Task RefreshAsync()
    {
        if (!_hasFailed)
            await LoadAsync();
        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        try
        {
            _items = await directory.ListAsync(await who.GetAsync());
            _hasFailed = false;
        }
        catch (Exception error)
        {
            logger.LogError(error, "The destinations could not be read");
            _hasFailed = true;
        }
    }

    private Task AddAsync(DestinationDraft draft) => TryAsync(async () =>
    {
        var result = await editor.CreateAsync(draft, await who.GetAsync());
        if (result.Problem is { } problem)
            _problem = TextOf(problem);
        else
            (_isAdding, _secret) = (false, (draft.Name!.Trim(), result.Secret!));
    });

    private Task ChangeAsync(DestinationItem item, DestinationDraft draft) => TryAsync(async () =>
    {
        var result = await editor.ChangeAsync(item.Id, draft, await who.GetAsync());
        _problem = result?.Problem is { } problem ? TextOf(problem) : null;
    });

    private Task RotateAsync(DestinationItem item) => TryAsync(async () =>
    {
        var result = await editor.RotateAsync(item.Id, await who.GetAsync());
        _problem = result?.Problem is { } problem ? TextOf(problem) : null;
        if (result?.Secret is { } secret)
            _secret = (item.Name, secret);
    });

    private Task RemoveAsync(DestinationItem item) => TryAsync(async () => await editor.RemoveAsync(item.Id, await who.GetAsync()));

    private string TextOf(DraftProblem problem) => L[$"DraftProblem.{problem}", problem switch
    {
        DraftProblem.Name => DestinationRules.MostNameCharacters,
        DraftProblem.Accounts => DestinationRules.MostAccounts,
        DraftProblem.Label => DestinationRules.MostLabelCharacters,
        DraftProblem.TooMany => DestinationEditor.Most,
        DraftProblem.Url or DraftProblem.NotSecure or DraftProblem.Events or DraftProblem.StaffPhone or DraftProblem.OtherSecret => 0,
    }];

    private async Task TryAsync(Func<Task> change)
    {
        (_problem, _secret) = (null, null);
        try
        {
            await change();
        }
        catch (Exception error) when (error is not (ConfirmationRequiredException or PermissionDeniedException))
        {
            logger.LogError(error, "A destination could not be changed");
            _problem = L["Settings.NotSaved"];
        }

        await LoadAsync();
    }
}
