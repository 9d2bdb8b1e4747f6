using Microsoft.AspNetCore.Components;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Decisions;
using Superfone.Dashboard.ReadModels.FollowUps;

namespace Superfone.Dashboard.Components.Pages.FollowUps;

/// <summary>Who works on a missed caller: until when they are put off, who is to call and who is calling.</summary>
public sealed partial class FollowUpWorkers(DecisionMaker decisions, FollowUpCommands commands, NumberDecisions numbers, CurrentActor who, ILogger<FollowUpWorkers> logger)
{
    private FollowUpDecisions _decisions = default!;
    private Actor? _actor;
    private string? _problem;

    /// <summary>The follow-up.</summary>
    [Parameter, EditorRequired]
    public required FollowUpItem Item { get; set; }

    /// <summary>Whom to call, for a screen reader.</summary>
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    /// <summary>Changes every minute, so that the time left is updated.</summary>
    [Parameter]
    public int Minute { get; set; }

    private bool MayWork => _actor?.May(Permission.WorkFollowUps) == true;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _decisions = new FollowUpDecisions(decisions, commands, numbers, L, logger);
        _actor = await who.GetAsync();
    }

    // The page shows what came of it like what others decide: once the read model does.
    private async Task DoAsync(FollowUpWish wish) => _problem = await _decisions.DoAsync(Item, wish, await who.GetAsync());
}
