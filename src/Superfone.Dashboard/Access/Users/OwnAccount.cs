using Microsoft.AspNetCore.Identity;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.Sessions;
using Superfone.Dashboard.Access.SignIn;
using Superfone.Dashboard.Storage.Primary.People;

namespace Superfone.Dashboard.Access.Users;

/// <summary>What users change about themselves, whatever their role.</summary>
public sealed class OwnAccount(IServiceScopeFactory scopes, UserSessions sessions, SignInThrottle throttle, AuditLog audit)
{
    /// <summary>The user's own name; <see langword="null"/> if there is none.</summary>
    public async Task<string?> NameAsync(Actor by)
    {
        await using var scope = scopes.CreateAsyncScope();
        return (await FindAsync(scope, by)).Name;
    }

    /// <summary>Changes the user's own name.</summary>
    /// <param name="name">The name; <see langword="null"/> for none.</param>
    /// <param name="by">The user.</param>
    public async Task RenameAsync(string? name, Actor by)
    {
        await using var scope = scopes.CreateAsyncScope();
        var user = await FindAsync(scope, by);
        user.Name = name is { Length: > UserDirectory.MostNameCharacters } ? name[..UserDirectory.MostNameCharacters] : name;
        await audit.WriteAsync(by, AuditAction.User, $"{user.Email} name");
        await Users(scope).UpdateAsync(user);
    }

    /// <summary>Changes the user's own password, and ends their other sessions.</summary>
    /// <param name="current">The password until now.</param>
    /// <param name="password">The new one.</param>
    /// <param name="sessionId">The session to keep.</param>
    /// <param name="by">The user.</param>
    public async Task<PasswordChange> ChangePasswordAsync(string current, string password, string? sessionId, Actor by)
    {
        await using var scope = scopes.CreateAsyncScope();
        var user = await FindAsync(scope, by);

        // An account of its own in the throttle: guesses at the sign-in page do not count here.
        var attempt = new SignInAttempt(by.Address ?? "", $"password of {user.Id}", null);
        if (throttle.Begin(attempt) is var wait && wait > TimeSpan.Zero)
            return new PasswordChange([], wait);
        if (!await Users(scope).CheckPasswordAsync(user, current))
        {
            await audit.WriteAsync(by, AuditAction.SignInFailed);
            return new PasswordChange([Users(scope).ErrorDescriber.PasswordMismatch().Description], TimeSpan.Zero);
        }

        throttle.Succeed(attempt);
        await audit.WriteAsync(by, AuditAction.User, $"{user.Email} password");
        await sessions.EndOfUserAsync(user.Id, exceptId: sessionId);
        var changed = await Users(scope).ChangePasswordAsync(user, current, password);
        return new PasswordChange([.. changed.Errors.Select(error => error.Description)], TimeSpan.Zero);
    }

    /// <summary>The user's own sessions, the last used first.</summary>
    public async Task<IReadOnlyList<OwnSession>> SessionsAsync(Actor by) =>
        [.. (await sessions.ListAsync(by.RequireUser())).Select(session => new OwnSession(session.Id, session.CreatedUtc, session.LastSeenUtc, session.Address, session.Browser))];

    /// <summary>Ends one of the user's own sessions.</summary>
    /// <param name="sessionId">The session; that of another user is left alone.</param>
    /// <param name="by">The user.</param>
    public async Task SignOutAsync(string sessionId, Actor by)
    {
        if (!(await SessionsAsync(by)).Any(session => session.Id == sessionId))
            return;
        await audit.WriteAsync(by, AuditAction.SignOut, "one session");
        await sessions.EndAsync(sessionId);
    }

    /// <summary>Ends all of the user's own sessions but one.</summary>
    /// <param name="sessionId">The session to keep.</param>
    /// <param name="by">The user.</param>
    public async Task SignOutOthersAsync(string? sessionId, Actor by)
    {
        await audit.WriteAsync(by, AuditAction.SignOut, "other sessions");
        await sessions.EndOfUserAsync(by.RequireUser(), exceptId: sessionId);
    }

    private static async Task<User> FindAsync(AsyncServiceScope scope, Actor by) =>
        await Users(scope).FindByIdAsync(by.RequireUser()) ?? throw new InvalidOperationException("The user does not exist any more.");

    private static UserManager<User> Users(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<UserManager<User>>();
}

/// <summary>The result of changing one's own password.</summary>
/// <param name="Errors">One sentence per error.</param>
/// <param name="Wait">How long to wait before the next attempt; zero unless the present password was guessed too often.</param>
public sealed record PasswordChange(IReadOnlyList<string> Errors, TimeSpan Wait)
{
    /// <summary>Whether the password was changed.</summary>
    public bool IsDone => Errors.Count == 0 && Wait == TimeSpan.Zero;
}

/// <summary>A browser in which a user is signed in.</summary>
/// <param name="Id">The session.</param>
/// <param name="CreatedUtc">The time of the sign-in, UTC.</param>
/// <param name="LastSeenUtc">The time of the latest request, to the minute, UTC.</param>
/// <param name="Address">The IP address of the sign-in.</param>
/// <param name="Browser">The browser's <c>User-Agent</c> header.</param>
public sealed record OwnSession(string Id, DateTime CreatedUtc, DateTime LastSeenUtc, string? Address, string? Browser);
