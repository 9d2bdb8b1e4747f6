using Microsoft.AspNetCore.Components;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Destinations.Editing;
using Superfone.Dashboard.Localization;
using Superfone.Events;

namespace Superfone.Dashboard.Components.Pages.Destinations;

/// <summary>One destination of the list.</summary>
public sealed partial class DestinationCard(DestinationTrials trials, CurrentActor who, Display display, ILogger<DestinationCard> logger)
{
    private Question? _asked;
    private string? _outcome;
    private bool _isEditing;
    private bool _isTesting;

    private enum Question
    {
        Rotate,
        Remove,
    }

    /// <summary>The destination.</summary>
    [Parameter, EditorRequired]
    public required DestinationItem Item { get; set; }

    /// <summary>Changes it.</summary>
    [Parameter]
    public EventCallback<DestinationDraft> OnChange { get; set; }

    /// <summary>Makes another secret.</summary>
    [Parameter]
    public EventCallback OnRotate { get; set; }

    /// <summary>Removes it.</summary>
    [Parameter]
    public EventCallback OnRemove { get; set; }

    /// <summary>Called when events are sent again.</summary>
    [Parameter]
    public EventCallback OnSent { get; set; }

    private IEnumerable<string> Facts => new[]
    {
        Item.Events.Count == 0 ? L["Destinations.AllEvents"].Value : L.List([.. Item.Events.Select(EventNames.Find).OfType<EventKind>().Select(kind => L.NameOf(kind))]),
        Item.Accounts.Count == 0 ? null : L["Destinations.Of", L.List([.. Item.Accounts.Select(display.Phone)])].Value,
        Item.Filter.Direction is { } direction ? L.NameOf(direction) : null,
        Item.Filter.Missed is { } missed ? L[missed ? "Calls.Filter.Missed" : "Calls.Filter.NotMissed"].Value : null,
        Item.Filter.StaffPhone is { } staff ? L["Calls.Filter.Agent", display.Phone(staff)].Value : null,
        Item.Filter.Label is { } label ? L["Calls.Filter.Label", label].Value : null,
        Item.Waiting == 0 ? null : L.Plural(Item.Enabled || Item.Filter.IsEmpty ? "Destinations.Waiting" : "Destinations.WaitingAtMost", Item.Waiting),
        Item.Failed == 0 ? null : L.Plural("Destinations.FailedCount", Item.Failed),
        Item.FormerSecretUntilUtc is { } until ? L["Destinations.FormerUntil", display.DayAndTimeWithin(until)].Value : null,
    }.OfType<string>();

    private async Task TestAsync()
    {
        (_isTesting, _outcome) = (true, L["Destinations.Testing"]);
        try
        {
            _outcome = await trials.TestAsync(Item.Id, await who.GetAsync()) is { } result ? L["Destinations.Tested", L[$"PostProblem.{result.Problem}", result.HttpStatus ?? 0].Value].Value : null;
        }
        catch (Exception error) when (error is not (ConfirmationRequiredException or PermissionDeniedException))
        {
            logger.LogError(error, "A test could not be sent");
            _outcome = L["Settings.NotSaved"];
        }

        _isTesting = false;
    }

    private Task SaveAsync(DestinationDraft draft)
    {
        _isEditing = false;
        return OnChange.InvokeAsync(draft);
    }

    private Task ToggleAsync() => OnChange.InvokeAsync(new DestinationDraft { Enabled = !Item.Enabled });

    private Task AnswerAsync(Question asked)
    {
        _asked = null;
        return asked switch
        {
            Question.Rotate => OnRotate.InvokeAsync(),
            Question.Remove => OnRemove.InvokeAsync(),
        };
    }
}
