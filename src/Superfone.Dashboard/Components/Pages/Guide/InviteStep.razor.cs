using Microsoft.AspNetCore.Components;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Components.Pages.Settings.People;
using Superfone.Dashboard.Localization;

namespace Superfone.Dashboard.Components.Pages.Guide;

/// <summary>Invites the first colleague: the link to send them is shown at once.</summary>
public sealed partial class InviteStep(UserDirectory directory, LinkMaker links, CurrentActor who, ILogger<InviteStep> logger)
{
    private MadeLink? _link;
    private string? _problem;
    private bool _isBusy;

    /// <summary>Called after somebody was invited.</summary>
    [Parameter]
    public EventCallback OnInvited { get; set; }

    private async Task<bool> InviteAsync(NewUser user)
    {
        (_isBusy, _problem, _link) = (true, null, null);
        StateHasChanged();
        try
        {
            var by = await who.GetAsync();
            var result = await directory.InviteAsync(user.Email, user.Role, by);
            _problem = L.ProblemOf(result);
            await links.ShowAsync(user.Email, result, isInvitation: true, by, ShowAsync);
        }
        catch (Exception error) when (error is not ConfirmationRequiredException)
        {
            logger.LogError(error, "A user could not be invited");
            _problem = L["Settings.NotSaved"];
        }

        _isBusy = false;
        StateHasChanged();
        return _problem is null;
    }

    private async Task ShowAsync(MadeLink link)
    {
        var isNew = _link is null;
        _link = link;
        if (isNew)
            await OnInvited.InvokeAsync();
        StateHasChanged();
    }
}
