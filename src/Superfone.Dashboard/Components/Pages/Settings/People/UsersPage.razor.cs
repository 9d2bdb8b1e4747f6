using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.ReadModels.People;

namespace Superfone.Dashboard.Components.Pages.Settings.People;

/// <summary>The users: who they are and what they may do. Owners invite, change, disable and sign them out.</summary>
public sealed partial class UsersPage(
    UserQueries queries, UserDirectory directory, LinkMaker links, CurrentActor who, ILogger<UsersPage> logger)
{
    private IReadOnlyList<UserItem>? _users;
    private MadeLink? _link;
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
        (_isBusy, _problem, _link) = (true, null, null);
        try
        {
            var by = await who.GetAsync();
            var result = await change(by);
            _problem = L.ProblemOf(result);
            await links.ShowAsync(email, result, isInvitation, by, ShowAsync);
        }
        catch (Exception error) when (error is not ConfirmationRequiredException)
        {
            logger.LogError(error, "A user could not be changed");
            _problem = L["Settings.NotSaved"];
        }

        _isBusy = false;
        await LoadAsync();
    }

    private Task ShowAsync(MadeLink link)
    {
        _link = link;
        StateHasChanged();
        return Task.CompletedTask;
    }
}
