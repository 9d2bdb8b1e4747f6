using Microsoft.AspNetCore.Components;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.FollowUps;

namespace Superfone.Dashboard.Components.Pages.FollowUps;

/// <summary>A missed caller: the waiting time, the attempts to call back, and the possible actions.</summary>
public sealed partial class FollowUpRow(Display display)
{
    private ElementReference _more;
    private bool _isOpen;

    /// <summary>The follow-up.</summary>
    [Parameter, EditorRequired]
    public required FollowUpItem Item { get; set; }

    /// <summary>Changes every minute, so that the waiting time is updated.</summary>
    [Parameter]
    public int Minute { get; set; }

    /// <summary>Closes it without a call back, with a note. If not set, it cannot be closed here.</summary>
    [Parameter]
    public EventCallback<string?> OnClose { get; set; }

    /// <summary>Reopens it. If not set, it cannot be reopened here.</summary>
    [Parameter]
    public EventCallback OnReopen { get; set; }

    /// <summary>Marks its number as not a customer's; <see langword="null"/> removes the mark. If not set, it cannot be marked here.</summary>
    [Parameter]
    public EventCallback<NumberMark?> OnMark { get; set; }

    /// <summary>Whether the user may mark numbers as staff.</summary>
    [Parameter]
    public bool MayMarkStaff { get; set; }

    /// <summary>Does what the user wants besides ending it. If not set, they may not.</summary>
    [Parameter]
    public EventCallback<FollowUpWish> OnWish { get; set; }

    /// <summary>Saves a note, and returns whether it was saved.</summary>
    [Parameter]
    public Func<FollowUpWish.Note, Task<bool>>? OnNote { get; set; }

    /// <summary>The users to whom it can be given.</summary>
    [Parameter]
    public IReadOnlyList<Assignee> Assignees { get; set; } = [];

    /// <summary>The user, by the name with which decisions are recorded.</summary>
    [Parameter]
    public string? Me { get; set; }

    /// <summary>The reason why the last decision about it could not be saved.</summary>
    [Parameter]
    public string? Problem { get; set; }

    private string Name => Item.Contact?.Name ?? display.Phone(Item.Phone);

    private string Facts => string.Join(" · ", new[]
    {
        L.Plural("FollowUps.Missed", Item.MissedCount, display.AgoWithin(Item.LastMissedUtc)),
        (Item.Attempts, Item.LastTriedUtc) switch
        {
            (0, _) => null,
            (_, null) => L.Plural("FollowUps.Tried", Item.Attempts),
            (_, { } tried) when Item.LastAgent is { } agent && Item.State != Domain.FollowUps.FollowUpState.Returned => L.Plural("FollowUps.TriedLastBy", Item.Attempts, agent, display.AgoWithin(tried)),
            (_, { } tried) => L.Plural("FollowUps.TriedLast", Item.Attempts, display.AgoWithin(tried)),
        },
        Item.SnoozedUntilUtc is { } until ? L["FollowUps.SnoozedWithin", display.DayAndTimeWithin(until)].Value : null,
        Item.SecondsToReturn is { } seconds ? L["FollowUps.Waited", L.Wait(seconds)].Value : null,
    }.OfType<string>());

    private bool HasDrawer => OnWish.HasDelegate || (OnClose.HasDelegate && Item.State == Domain.FollowUps.FollowUpState.Open) || Item.Notes.Count > 0;

    private string? LastNote => Item.Notes is [.., var last]
        ? string.Join(": ", new[] { last.ByName, last.Outcome is { } outcome ? L.NameOf(outcome) : null, last.Text }.OfType<string>())
        : null;

    private bool MayMark(NumberMark mark) => OnMark.HasDelegate && (MayMarkStaff || mark != NumberMark.Staff);

    // The keyboard goes on where it was before the drawer.
    private async Task LeaveAsync()
    {
        _isOpen = false;
        await _more.FocusAsync();
    }

    private async Task MarkAsync(NumberMark? mark)
    {
        await OnMark.InvokeAsync(mark);
        _isOpen = false;
    }

    private async Task CloseAsync(string? note)
    {
        await OnClose.InvokeAsync(note);
        _isOpen = false;
    }
}
