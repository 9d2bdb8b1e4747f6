using Microsoft.AspNetCore.Components;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Destinations.Editing;
using Superfone.Dashboard.Localization;
using Superfone.Events;

namespace Superfone.Dashboard.Components.Pages.Destinations;

/// <summary>The last attempts of a destination, and what failed for too long.</summary>
public sealed partial class AttemptList(DestinationDirectory directory, DestinationTrials trials, CurrentActor who, Display display, ILogger<AttemptList> logger)
{
    private const int Most = 20;

    private IReadOnlyList<AttemptItem> _failed = [];
    private IReadOnlyList<AttemptItem>? _attempts;
    private string? _problem;
    private string? _outcome;
    private bool _isSilent;
    private bool _isOpen;

    /// <summary>The destination.</summary>
    [Parameter, EditorRequired]
    public required DestinationItem Item { get; set; }

    /// <summary>Called when events are sent again.</summary>
    [Parameter]
    public EventCallback OnSent { get; set; }

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => LoadAsync();

    // What an action came to stays until the next one, although the page is read again every few seconds.
    private string? Problem => _problem ?? (_isSilent ? L["Common.DatabaseSilent"].Value : null);

    private Task LoadAsync() => TryAsync(ReadAsync, hasFailed => _isSilent = hasFailed);

    private async Task ReadAsync()
    {
        var actor = await who.GetAsync();
        _failed = Item.Failed > 0 ? (await directory.PageAsync(Item.Id, isFailed: true, null, Most, actor)).Items : [];
        if (_isOpen)
            _attempts = (await directory.PageAsync(Item.Id, isFailed: false, null, Most, actor)).Items;
    }

    private Task ToggleAsync()
    {
        _isOpen = !_isOpen;
        return LoadAsync();
    }

    private Task SendAsync(long attemptId) => ActAsync(async () =>
    {
        Tell(await trials.RetryAsync(Item.Id, attemptId, await who.GetAsync()) ? new RetriedEvents(1, 0) : new RetriedEvents(0, 1));
        await OnSent.InvokeAsync();
    });

    private Task SendAllAsync() => ActAsync(async () =>
    {
        Tell(await trials.RetryFailedAsync(Item.Id, await who.GetAsync()));
        await OnSent.InvokeAsync();
    });

    private void Tell(RetriedEvents retried)
    {
        _problem = retried.Gone > 0 ? L.Plural("Destinations.Gone", retried.Gone) : null;
        _outcome = retried.Count > 0 ? L.Plural(Item.Enabled ? "Destinations.SentAgain" : "Destinations.SentOnResume", retried.Count) : null;
    }

    private Task ActAsync(Func<Task> work)
    {
        (_problem, _outcome) = (null, null);
        return TryAsync(work, hasFailed => _problem = hasFailed ? L["Common.DatabaseSilent"].Value : _problem);
    }

    private async Task TryAsync(Func<Task> work, Action<bool> ended)
    {
        try
        {
            await work();
            ended(false);
        }
        catch (Exception error) when (error is not (ConfirmationRequiredException or PermissionDeniedException))
        {
            logger.LogError(error, "The attempts of a destination could not be read or repeated");
            ended(true);
        }
    }

    private string NameOf(AttemptItem attempt) => EventNames.Find(attempt.Event) is { } kind ? L.NameOf(kind) : attempt.Event;

    private string ReasonOf(AttemptItem attempt) => L[$"PostProblem.{attempt.Problem}", attempt.HttpStatus ?? 0];
}
