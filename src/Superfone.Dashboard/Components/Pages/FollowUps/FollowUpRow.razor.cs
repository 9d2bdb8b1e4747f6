using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.FollowUps;

namespace Superfone.Dashboard.Components.Pages.FollowUps;

/// <summary>A missed caller: how long they wait, what was tried, and what can be done.</summary>
public sealed partial class FollowUpRow(Display display)
{
    private ElementReference _field;
    private bool _isClosing;
    private bool _isFocused;
    private bool _isSending;
    private string _note = "";

    /// <summary>The follow-up.</summary>
    [Parameter, EditorRequired]
    public required FollowUpItem Item { get; set; }

    /// <summary>Grows every minute, so that the wait counts up.</summary>
    [Parameter]
    public int Minute { get; set; }

    /// <summary>Closes it without a call back, with a note; where nothing is given, it cannot be closed here.</summary>
    [Parameter]
    public EventCallback<string?> OnClose { get; set; }

    /// <summary>Takes that back; where nothing is given, it cannot be taken back here.</summary>
    [Parameter]
    public EventCallback OnReopen { get; set; }

    /// <summary>What went wrong with it.</summary>
    [Parameter]
    public string? Problem { get; set; }

    private string Name => Item.Contact?.Name ?? display.Phone(Item.Phone);

    private string Facts => string.Join(" · ", new[]
    {
        Item.MissedCount > 1 ? $"missed {Item.MissedCount} times, last {display.AgoWithin(Item.LastMissedUtc)}" : $"missed {display.AgoWithin(Item.LastMissedUtc)}",
        (Item.Attempts, Item.LastTriedUtc) switch
        {
            (0, _) => null,
            (_, null) => Times(Item.Attempts),
            (_, { } tried) when Item.LastAgent is { } agent && Item.State != Domain.FollowUps.FollowUpState.Returned => $"{Times(Item.Attempts)}, last by {agent} {display.AgoWithin(tried)}",
            (_, { } tried) => $"{Times(Item.Attempts)}, last {display.AgoWithin(tried)}",
        },
        Item.SecondsToReturn is { } seconds ? $"waited {L.Wait(seconds)}" : null,
    }.OfType<string>());

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        var isShown = _isClosing && Item.State == Domain.FollowUps.FollowUpState.Open;
        if (isShown && !_isFocused)
            await _field.FocusAsync();
        _isFocused = isShown;
    }

    private async Task CloseAsync()
    {
        _isSending = true;
        await OnClose.InvokeAsync(Texts.Filled(_note));
        (_isSending, _isClosing, _note) = (false, false, "");
    }

    private void CancelOnEscape(KeyboardEventArgs key)
    {
        if (key.Key == "Escape")
            _isClosing = false;
    }

    private static string Times(int attempts) => attempts == 1 ? "tried once" : $"tried {attempts} times";
}
