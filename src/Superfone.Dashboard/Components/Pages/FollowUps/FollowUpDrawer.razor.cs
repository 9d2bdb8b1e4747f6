using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Configuration.Hours;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.FollowUps;

namespace Superfone.Dashboard.Components.Pages.FollowUps;

/// <summary>Everything that can be done about a missed caller besides calling them back, and what colleagues wrote.</summary>
public sealed partial class FollowUpDrawer(Display display, BusinessCalendar calendar, BusinessHours hours, TimeProvider time)
{
    private const int Evening = 18;

    private ElementReference _field;
    private AttemptOutcome? _outcome;
    private string _text = "";
    private string _reason = "";
    private string? _until;
    private bool _isSending;
    private bool _isKept;

    /// <summary>The follow-up.</summary>
    [Parameter, EditorRequired]
    public required FollowUpItem Item { get; set; }

    /// <summary>Whom it is about, for a screen reader.</summary>
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    /// <summary>The users to whom it can be given.</summary>
    [Parameter]
    public IReadOnlyList<Assignee> Assignees { get; set; } = [];

    /// <summary>Does what the reader wants. If not set, they may only read.</summary>
    [Parameter]
    public EventCallback<FollowUpWish> OnWish { get; set; }

    /// <summary>Saves a note, and returns whether it was saved; if not set, <see cref="OnWish"/> does.</summary>
    [Parameter]
    public Func<FollowUpWish.Note, Task<bool>>? OnNote { get; set; }

    /// <summary>Closes the follow-up without a call back, with a note. If not set, it cannot be closed here.</summary>
    [Parameter]
    public EventCallback<string?> OnClose { get; set; }

    /// <summary>Marks its number as not a customer's. If not set, it cannot be marked here.</summary>
    [Parameter]
    public EventCallback<NumberMark?> OnMark { get; set; }

    /// <summary>Whether the reader may mark numbers as staff.</summary>
    [Parameter]
    public bool MayMarkStaff { get; set; }

    /// <summary>Closes the drawer.</summary>
    [Parameter]
    public EventCallback OnLeave { get; set; }

    // One to whom it is assigned stays among the choices, even if they could not be chosen any more.
    private IEnumerable<(string Id, string Name)> Choices
    {
        get
        {
            var choices = Assignees.Select(user => (user.Id, user.Name));
            return Item.Assignee is { } now && Assignees.All(user => user.Id != now.UserId) ? choices.Append((now.UserId, now.Name ?? now.UserId)) : choices;
        }
    }

    private IEnumerable<(string Text, DateTime UntilUtc)> Times
    {
        get
        {
            var (now, today) = (time.GetUtcNow().UtcDateTime, DateOnly.FromDateTime(display.Now));
            yield return (L["FollowUps.SnoozeHour"], now.AddHours(1));
            var evening = calendar.HourUtc(today, Evening).From;
            if (evening > now.AddHours(1))
                yield return (display.DayAndTime(evening), evening);
            var morning = hours.MorningUtc(hours.Working.NextDay(today));
            yield return (display.DayAndTime(morning), morning);
        }
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && OnWish.HasDelegate)
            await _field.FocusAsync();
    }

    private static string Local(DateTime local) => local.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    // The button is not disabled while there is nothing to save: Enter right after typing would then do nothing.
    private async Task NoteAsync()
    {
        if (_outcome is null && Texts.Filled(_text) is null)
            return;
        var (typed, outcome) = (_text, _outcome);
        (_isSending, _isKept) = (true, false);
        var isSaved = await SaveAsync(new FollowUpWish.Note(Texts.Filled(typed), outcome));
        (_isSending, _isKept) = (false, !isSaved);

        // What was typed meanwhile is another note.
        if (isSaved && _text == typed)
            (_outcome, _text) = (null, "");
    }

    private async Task<bool> SaveAsync(FollowUpWish.Note note)
    {
        if (OnNote is not null)
            return await OnNote(note);
        await OnWish.InvokeAsync(note);
        return true;
    }

    private Task SnoozeAsync(DateTime? untilUtc) => OnWish.InvokeAsync(new FollowUpWish.Snooze(untilUtc));

    private Task SnoozeToAsync(ChangeEventArgs change)
    {
        _until = change.Value as string;
        return DateTime.TryParse(_until, CultureInfo.InvariantCulture, out var local)
            ? SnoozeAsync(calendar.ToUtc(local))
            : Task.CompletedTask;
    }

    private async Task EndAsync()
    {
        _isSending = true;
        await OnClose.InvokeAsync(Texts.Filled(_reason));
        (_isSending, _reason) = (false, "");
    }

    private Task CloseOnEscapeAsync(KeyboardEventArgs key) => key.Key == "Escape" ? OnLeave.InvokeAsync() : Task.CompletedTask;
}
