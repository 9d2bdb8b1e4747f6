using System.Diagnostics;
using Microsoft.Extensions.Localization;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Decisions;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.FollowUps;

namespace Superfone.Dashboard.Components.Pages.FollowUps;

/// <summary>
/// A user's decisions about a follow-up. Each returns an error message if it could not be saved, otherwise <see langword="null"/>.
/// </summary>
/// <param name="decisions">Saves them.</param>
/// <param name="commands">Saves what does not end a follow-up.</param>
/// <param name="numbers">Saves the marks of numbers.</param>
/// <param name="text">The texts.</param>
/// <param name="logger">Receives the errors.</param>
public sealed class FollowUpDecisions(DecisionMaker decisions, FollowUpCommands commands, NumberDecisions numbers, IStringLocalizer text, ILogger logger)
{
    /// <summary>Closes a follow-up that needs no call back.</summary>
    public Task<string?> CloseAsync(FollowUpItem item, string? note, Actor by) =>
        TryAsync(item, decisions.CloseFollowUpAsync(item.Id, note, by), "FollowUps.AlreadyEnded");

    /// <summary>Reopens a follow-up that was closed.</summary>
    public Task<string?> ReopenAsync(FollowUpItem item, Actor by) =>
        TryAsync(item, decisions.ReopenFollowUpAsync(item.Id, by), "FollowUps.AlreadyWaiting");

    /// <summary>Marks its number as not a customer's; <see langword="null"/> removes the mark.</summary>
    public Task<string?> MarkAsync(FollowUpItem item, NumberMark? mark, Actor by) =>
        TryAsync(item, numbers.MarkAsync(item.Phone, mark, by), "Mark.InDirectory");

    /// <summary>Does what a user wants besides ending it.</summary>
    public Task<string?> DoAsync(FollowUpItem item, FollowUpWish wish, Actor by) => TryAsync(item, async () => ProblemOf(await (wish switch
    {
        FollowUpWish.Claim => commands.ClaimAsync(item.Id, by),
        FollowUpWish.Release => commands.ReleaseAsync(item.Id, by),
        FollowUpWish.Snooze snooze => commands.SnoozeAsync(item.Id, snooze.UntilUtc, by),
        FollowUpWish.Assign assign => commands.AssignAsync(item.Id, assign.UserId, by),
        FollowUpWish.Note note => commands.NoteAsync(item.Id, note.Text, note.Outcome, by),
        _ => throw new UnreachableException(),
    })));

    private string? ProblemOf(FollowUpResult result) => result.Outcome switch
    {
        FollowUpOutcome.Shown or FollowUpOutcome.Accepted => null,
        FollowUpOutcome.ClaimedByColleague => text["FollowUps.IsCalling", result.ClaimedBy!].Value,
        FollowUpOutcome.TimePassed => text["FollowUps.TimePassed"].Value,
        FollowUpOutcome.UnknownUser => text["FollowUps.CannotAssign"].Value,
        FollowUpOutcome.Unknown or FollowUpOutcome.Ended => text["FollowUps.AlreadyEnded"].Value,
    };

    private Task<string?> TryAsync(FollowUpItem item, Task<DecisionResult> decision, string otherwise) =>
        TryAsync(item, async () => await decision is DecisionResult.Shown or DecisionResult.Accepted ? null : text[otherwise].Value);

    private async Task<string?> TryAsync(FollowUpItem item, Func<Task<string?>> decide)
    {
        try
        {
            return await decide();
        }
        catch (Exception error)
        {
            logger.LogError(error, "A decision about follow-up {Id} could not be saved", item.Id);
            return text["FollowUps.NotSaved"];
        }
    }
}
