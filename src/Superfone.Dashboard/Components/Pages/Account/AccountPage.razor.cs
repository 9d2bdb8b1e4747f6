using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Localization;

namespace Superfone.Dashboard.Components.Pages.Account;

/// <summary>What users change about themselves: name, password, and the browsers in which they are signed in.</summary>
public sealed partial class AccountPage(OwnAccount account, CurrentActor who, AuthenticationStateProvider authentication, Display display, ILogger<AccountPage> logger)
{
    private Actor? _actor;
    private string? _sessionId;
    private string? _role;
    private IReadOnlyList<OwnSession> _sessions = [];
    private IReadOnlyList<string> _errors = [];
    private string _name = "";
    private string _current = "";
    private string _password = "";
    private string _confirm = "";
    private string? _problem;
    private bool _isBusy;
    private bool _isRenamed;
    private bool _isChanged;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _actor = await who.GetAsync();
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        (_sessionId, _role) = (user.FindFirst(UserClaims.Session)?.Value, user.FindFirst(ClaimTypes.Role)?.Value);
        await TryAsync(async by => _name = await account.NameAsync(by) ?? "");
    }

    private Task RenameAsync() => TryAsync(async by =>
    {
        await account.RenameAsync(Domain.Texts.Filled(_name.Trim()), by);
        _isRenamed = true;
    });

    private async Task ChangePasswordAsync()
    {
        (_isBusy, _isChanged, _errors) = (true, false, []);
        if (_password != _confirm)
        {
            _errors = [L["Setup.Differ"]];
        }
        else
        {
            await TryAsync(async by =>
            {
                var change = await account.ChangePasswordAsync(_current, _password, _sessionId, by);
                _errors = change.Wait > TimeSpan.Zero ? [L["SignIn.Wait", L.Duration((long)Math.Ceiling(change.Wait.TotalSeconds))]] : change.Errors;
                if (change.IsDone)
                    (_isChanged, _current, _password, _confirm) = (true, "", "", "");
            });
        }

        _isBusy = false;
    }

    private Task SignOutAsync(string sessionId) => TryAsync(by => account.SignOutAsync(sessionId, by));

    private Task SignOutOthersAsync() => TryAsync(by => account.SignOutOthersAsync(_sessionId, by));

    private async Task TryAsync(Func<Actor, Task> change)
    {
        _problem = null;
        try
        {
            var by = await who.GetAsync();
            await change(by);
            _sessions = await account.SessionsAsync(by);
        }
        catch (Exception error)
        {
            logger.LogError(error, "An account could not be read or changed");
            _problem = L["Settings.NotSaved"];
        }
    }

    private IEnumerable<string> FactsOf(OwnSession session) => new[]
    {
        session.Address,
        L["Account.SignedIn", display.DayAndTimeWithin(session.CreatedUtc)].Value,
        L["Users.LastSeen", display.DayAndTimeWithin(session.LastSeenUtc)].Value,
    }.OfType<string>();
}
