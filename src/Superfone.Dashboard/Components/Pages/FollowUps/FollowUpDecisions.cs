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
/// <param name="numbers">Saves the marks of numbers.</param>
/// <param name="text">The texts.</param>
/// <param name="logger">Receives the errors.</param>
public sealed class FollowUpDecisions(DecisionMaker decisions, NumberDecisions numbers, IStringLocalizer text, ILogger logger)
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

    private async Task<string?> TryAsync(FollowUpItem item, Task<DecisionResult> decision, string otherwise)
    {
        try
        {
            var result = await decision;
            return result is DecisionResult.Shown or DecisionResult.Accepted ? null : text[otherwise].Value;
        }
        catch (Exception error)
        {
            logger.LogError(error, "A decision about follow-up {Id} could not be saved", item.Id);
            return text["FollowUps.NotSaved"];
        }
    }
}
