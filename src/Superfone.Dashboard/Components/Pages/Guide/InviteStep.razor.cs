using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Components.Pages.Settings.People;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.Notifications.Mail;

namespace Superfone.Dashboard.Components.Pages.Guide;

/// <summary>Invites the first colleague: the link to send them is shown at once.</summary>
public sealed partial class InviteStep(
    UserDirectory directory, PublicAddress address, IOptions<InviteTokenOptions> links, LinkMail mail, CurrentActor who, NavigationManager navigation, TimeProvider time, ILogger<InviteStep> logger)
{
    private (string Email, string Url, DateTime EndUtc)? _link;
    private MailResult? _mailed;
    private string? _problem;
    private bool _isBusy;

    /// <summary>Called after somebody was invited.</summary>
    [Parameter]
    public EventCallback OnInvited { get; set; }

    private async Task<bool> InviteAsync(NewUser user)
    {
        (_isBusy, _problem, _link, _mailed) = (true, null, null, null);
        StateHasChanged();
        try
        {
            var by = await who.GetAsync();
            var result = await directory.InviteAsync(user.Email, user.Role, by);
            _problem = L.ProblemOf(result);
            if (result.Link is { } link)
            {
                _link = (user.Email, link.At(address.Of(navigation.BaseUri)), time.GetUtcNow().UtcDateTime + links.Value.TokenLifespan);
                await OnInvited.InvokeAsync();
                StateHasChanged();
                _mailed = await mail.SendAsync(user.Email, _link.Value.Url, isInvitation: true, by);
            }
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
}
