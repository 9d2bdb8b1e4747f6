using Microsoft.AspNetCore.Identity;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Storage.Primary.People;

namespace Superfone.Dashboard.Access.SignIn;

/// <summary>Refuses <see cref="CommonPasswords"/>. Rules about characters would only make people write passwords down.</summary>
/// <param name="errors">What may be wrong with a password.</param>
public sealed class PasswordRule(AccountErrors errors) : IPasswordValidator<User>
{
    /// <summary>The minimum length in characters.</summary>
    public const int Length = 12;

    /// <inheritdoc/>
    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user, string? password)
    {
        string?[] own = [user.Email?.Split('@')[0], .. user.Name?.Split(' ') ?? []];
        return Task.FromResult(password is null || !CommonPasswords.Contains(password, [.. own.OfType<string>()])
            ? IdentityResult.Success
            : IdentityResult.Failed(errors.PasswordTooCommon()));
    }
}
