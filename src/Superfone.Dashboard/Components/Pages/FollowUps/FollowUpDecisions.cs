using Superfone.Dashboard.Decisions;
using Superfone.Dashboard.ReadModels.FollowUps;

namespace Superfone.Dashboard.Components.Pages.FollowUps;

/// <summary>What a person decides about a follow-up; each answers with what to tell them where it could not be kept.</summary>
/// <param name="decisions">Keeps it.</param>
/// <param name="logger">Where failures are reported.</param>
public sealed class FollowUpDecisions(DecisionMaker decisions, ILogger logger)
{
    /// <summary>Closes one that needs no call back.</summary>
    public Task<string?> CloseAsync(FollowUpItem item, string? note, string user) =>
        TryAsync(item, decisions.CloseFollowUpAsync(item.Id, note, user), "Somebody has ended it meanwhile.");

    /// <summary>Takes back that one was closed.</summary>
    public Task<string?> ReopenAsync(FollowUpItem item, string user) =>
        TryAsync(item, decisions.ReopenFollowUpAsync(item.Id, user), "They were missed again since; that waits already.");

    private async Task<string?> TryAsync(FollowUpItem item, Task<DecisionResult> decision, string unless)
    {
        try
        {
            var result = await decision;
            return result is DecisionResult.Shown or DecisionResult.Accepted ? null : unless;
        }
        catch (Exception error)
        {
            logger.LogError(error, "What was decided about follow-up {Id} could not be kept", item.Id);
            return "That could not be kept. Try again.";
        }
    }
}
