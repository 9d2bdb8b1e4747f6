using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;
using Superfone.Dashboard.Access.Users;

namespace Superfone.Dashboard.Localization.Cultures;

/// <summary>What may be wrong with an account or its password, in the reader's language.</summary>
/// <param name="text">The texts.</param>
internal sealed class TranslatedAccountErrors(IStringLocalizer<Strings> text) : AccountErrors
{
    /// <inheritdoc/>
    public override IdentityError PasswordTooCommon() => Of(nameof(PasswordTooCommon));

    /// <inheritdoc/>
    public override IdentityError LinkUsed() => Of(nameof(LinkUsed));

    /// <inheritdoc/>
    public override IdentityError PasswordTooShort(int length) => Of(nameof(PasswordTooShort), length);

    /// <inheritdoc/>
    public override IdentityError PasswordMismatch() => Of(nameof(PasswordMismatch));

    /// <inheritdoc/>
    public override IdentityError InvalidEmail(string? email) => Of(nameof(InvalidEmail), email ?? "");

    /// <inheritdoc/>
    public override IdentityError InvalidUserName(string? userName) => Of(nameof(InvalidUserName), userName ?? "");

    /// <inheritdoc/>
    public override IdentityError DuplicateEmail(string email) => Of(nameof(DuplicateEmail), email);

    /// <inheritdoc/>
    public override IdentityError DuplicateUserName(string userName) => Of(nameof(DuplicateUserName), userName);

    /// <inheritdoc/>
    public override IdentityError ConcurrencyFailure() => Of(nameof(ConcurrencyFailure));

    /// <inheritdoc/>
    public override IdentityError InvalidToken() => Of(nameof(InvalidToken));

    private IdentityError Of(string code, params object[] values) => new() { Code = code, Description = text[$"AccountError.{code}", values] };
}
