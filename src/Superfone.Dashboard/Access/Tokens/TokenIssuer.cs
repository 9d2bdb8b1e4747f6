using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.People;

namespace Superfone.Dashboard.Access.Tokens;

/// <summary>Makes and revokes API tokens. A change counts when its task ends.</summary>
public sealed class TokenIssuer(ApiTokens tokens, IssuedTokenTable table, PrimaryWriter writer, AuditLog audit, PhoneBook phones, TimeProvider time)
{
    /// <summary>The maximum length of a name in characters.</summary>
    public const int MostNameCharacters = 100;

    /// <summary>Makes a token.</summary>
    /// <param name="name">Its name, which no other token has.</param>
    /// <param name="role">Its role, in any case.</param>
    /// <param name="expiresUtc">The time at which it ends, UTC; <see langword="null"/> for never.</param>
    /// <param name="accounts">The Superfone numbers whose calls it sees, in any written form; <see langword="null"/> for all.</param>
    /// <param name="by">Who makes it; it ends with them.</param>
    /// <exception cref="PermissionDeniedException">They may not.</exception>
    /// <exception cref="System.Data.Common.DbException">Nothing was stored.</exception>
    public async Task<IssueResult> CreateAsync(string? name, string? role, DateTime? expiresUtc, IReadOnlyList<string>? accounts, Actor by)
    {
        by.Require(Permission.ManageUsers);
        var (named, known) = (name?.Trim() ?? "", Roles.Find(role ?? ""));
        if (named.Length is 0 or > MostNameCharacters || named.Any(char.IsControl))
            return IssueResult.Failed(IssueOutcome.WrongName);
        if (known is null)
            return IssueResult.Failed(IssueOutcome.WrongRole);
        if (expiresUtc <= time.GetUtcNow().UtcDateTime)
            return IssueResult.Failed(IssueOutcome.Expired);
        var keys = accounts?.Select(phones.KeyOf).Distinct().Order(StringComparer.Ordinal).ToList();
        if (keys is { Count: 0 } || keys?.Contains(null) == true)
            return IssueResult.Failed(IssueOutcome.WrongAccounts);
        if ((await tokens.ListAsync()).Any(token => token.Name == named))
            return IssueResult.Failed(IssueOutcome.NameTaken);

        var secret = SecretSet.Create();
        var token = new IssuedToken
        {
            Name = named,
            Hash = SecretSet.HashOf(secret),
            Role = known,
            Accounts = keys?.OfType<string>().ToList(),
            CreatedBy = await tokens.MakerOfAsync(by),
            CreatedUtc = time.GetUtcNow().UtcDateTime,
            ExpiresUtc = expiresUtc,
        };
        await audit.WriteAsync(by, AuditAction.Token, $"make {named} ({string.Join(", ", [known, .. keys ?? []])})");
        if (await writer.RunAsync(() => table.Add(token)) is not { } id)
            return IssueResult.Failed(IssueOutcome.NameTaken);
        tokens.Forget();
        return new IssueResult(IssueOutcome.Made, id, secret);
    }

    /// <summary>Revokes a token.</summary>
    /// <param name="id">Its key.</param>
    /// <param name="by">Who revokes it.</param>
    /// <returns>Whether it existed.</returns>
    /// <exception cref="PermissionDeniedException">They may not.</exception>
    /// <exception cref="System.Data.Common.DbException">It could not be revoked.</exception>
    public async Task<bool> RevokeAsync(long id, Actor by)
    {
        by.Require(Permission.ManageUsers);
        if ((await tokens.ListAsync()).FirstOrDefault(token => token.Id == id) is not { } token)
            return false;
        await audit.WriteAsync(by, AuditAction.Token, $"revoke {token.Name}");
        var isRemoved = await writer.RunAsync(() => table.Remove(id));
        tokens.Revoke(id);
        return isRemoved;
    }
}

/// <summary>The result of making a token.</summary>
/// <param name="Outcome">Whether it was made.</param>
/// <param name="Id">Its key.</param>
/// <param name="Token">The token itself, which is not stored; <see langword="null"/> unless it was made.</param>
public sealed record IssueResult(IssueOutcome Outcome, long Id, string? Token)
{
    /// <summary>No token was made.</summary>
    internal static IssueResult Failed(IssueOutcome outcome) => new(outcome, 0, null);
}

/// <summary>Whether a token was made.</summary>
public enum IssueOutcome
{
    /// <summary>It was made.</summary>
    Made,

    /// <summary>The name is blank, too long, or has control characters.</summary>
    WrongName,

    /// <summary>The role does not exist.</summary>
    WrongRole,

    /// <summary>It would have ended already.</summary>
    Expired,

    /// <summary>One of the accounts is not a phone number, or the list is empty.</summary>
    WrongAccounts,

    /// <summary>Another token has the name.</summary>
    NameTaken,
}
