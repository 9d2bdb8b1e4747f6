using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.Notifications.Mail;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.ReadModels.People;

namespace Superfone.Dashboard.Components.Pages.Settings.People;

/// <summary>The users: who they are and what they may do. Owners invite, change, disable and sign them out.</summary>
public sealed partial class UsersPage(
    UserQueries queries, UserDirectory directory, PublicAddress address, IOptions<InviteTokenOptions> links, LinkMail mail, CurrentActor who, NavigationManager navigation,
    TimeProvider time, ILogger<UsersPage> logger)
{
    private IReadOnlyList<UserItem>? _users;
    private (string Email, string Url, DateTime EndUtc)? _link;
    private MailResult? _mailed;
    private string? _selfId;
    private string? _problem;
    private bool _isBusy;
    private bool _hasFailed;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _selfId = (await who.GetAsync()).UserId;
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        try
        {
            List<UserItem> users = [];
            await foreach (var user in ReadModels.Paging.Pages.ReadAllAsync(cursor => queries.ListAsync(cursor, PageSize.Max)))
                users.Add(user);
            (_users, _hasFailed) = (users, false);
        }
        catch (Exception error) when (error is not ConfirmationRequiredException)
        {
            logger.LogError(error, "The users could not be loaded");
            _hasFailed = true;
        }
    }

    private async Task<bool> InviteAsync(NewUser user)
    {
        var inviting = RunAsync(user.Email, by => directory.InviteAsync(user.Email, user.Role, by), isInvitation: true);
        StateHasChanged();
        await inviting;
        StateHasChanged();
        return _problem is null;
    }

    private Task ChangeAsync(UserItem user, UserPatch patch) => RunAsync(user.Email, by => directory.ChangeAsync(user.Id, patch, by));

    private Task SignOutAsync(UserItem user) => RunAsync(user.Email, by => directory.SignOutAsync(user.Id, by));

    private Task ResetAsync(UserItem user) => RunAsync(user.Email, by => directory.ResetAsync(user.Id, by));

    private async Task RunAsync(string email, Func<Actor, Task<UserChangeResult>> change, bool isInvitation = false)
    {
        (_isBusy, _problem, _link, _mailed) = (true, null, null, null);
        try
        {
            var by = await who.GetAsync();
            var result = await change(by);
            _problem = L.ProblemOf(result);
            if (result.Link is { } link)
            {
                // It is shown at once: the mail server may take its time.
                var url = link.At(address.Of(navigation.BaseUri));
                _link = (email, url, time.GetUtcNow().UtcDateTime + links.Value.TokenLifespan);
                StateHasChanged();
                _mailed = await mail.SendAsync(email, url, isInvitation, by);
            }
        }
        catch (Exception error) when (error is not ConfirmationRequiredException)
        {
            logger.LogError(error, "A user could not be changed");
            _problem = L["Settings.NotSaved"];
        }

        _isBusy = false;
        await LoadAsync();
    }
}
