using Microsoft.EntityFrameworkCore;

namespace Superfone.Dashboard.Storage.Primary.People;

/// <summary>The API tokens made in Settings. Call the writing methods through <see cref="PrimaryWriter"/>.</summary>
public sealed class IssuedTokenTable(IPrimaryStore store, IDbContextFactory<PrimaryContext> contexts)
{
    /// <summary>Reads all tokens, oldest first, each with what is known of its maker.</summary>
    public async Task<IReadOnlyList<IssuedTokenRow>> ReadAsync()
    {
        await using var context = await contexts.CreateDbContextAsync();
        return await (
            from token in context.IssuedTokens.AsNoTracking()
            join user in context.Users on token.CreatedBy equals user.Id into makers
            from maker in makers.DefaultIfEmpty()
            orderby token.Id
            select new IssuedTokenRow(
                token,
                maker == null ? null : maker.Email,
                maker != null && maker.IsDisabled,
                (from link in context.UserRoles join role in context.Roles on link.RoleId equals role.Id where link.UserId == token.CreatedBy select role.Name).FirstOrDefault()))
            .ToListAsync();
    }

    /// <summary>Adds a token unless another has its name.</summary>
    /// <returns>Its key; <see langword="null"/> if the name is taken.</returns>
    /// <exception cref="System.Data.Common.DbException">Nothing was stored.</exception>
    public long? Add(IssuedToken token)
    {
        using var transaction = new PrimaryTransaction(store);
        var ids = transaction.Read(
            """
            INSERT INTO ApiTokens (Name, Hash, Role, Accounts, CreatedBy, CreatedUtc, ExpiresUtc)
            SELECT @name, @hash, @role, @accounts, @by, @created, @expires WHERE NOT EXISTS (SELECT 1 FROM ApiTokens WHERE Name = @name)
            RETURNING Id
            """,
            row => row.GetInt64(0),
            ("@name", token.Name),
            ("@hash", token.Hash),
            ("@role", token.Role),
            ("@accounts", PeopleModel.JsonOf(token.Accounts)),
            ("@by", token.CreatedBy),
            ("@created", token.CreatedUtc),
            ("@expires", token.ExpiresUtc));
        transaction.Commit();
        return ids is [var id] ? id : null;
    }

    /// <summary>Removes a token.</summary>
    /// <returns>Whether it existed.</returns>
    public bool Remove(long id)
    {
        using var transaction = new PrimaryTransaction(store);
        var isRemoved = transaction.Run("DELETE FROM ApiTokens WHERE Id = @id", ("@id", id)) == 1;
        transaction.Commit();
        return isRemoved;
    }

    /// <summary>Stores the time of a token's latest use.</summary>
    public void SetLastUsed(long id, DateTime utc)
    {
        using var transaction = new PrimaryTransaction(store, isDurable: false);
        transaction.Run("UPDATE ApiTokens SET LastUsedUtc = @at WHERE Id = @id", ("@at", utc), ("@id", id));
        transaction.Commit();
    }
}

/// <summary>An API token and its maker.</summary>
/// <param name="Token">The token.</param>
/// <param name="MakerEmail">The email of the user who made it; <see langword="null"/> if there is no such user.</param>
/// <param name="IsMakerDisabled">Whether that user may no longer sign in.</param>
/// <param name="MakerRole">The present role of that user.</param>
public sealed record IssuedTokenRow(IssuedToken Token, string? MakerEmail, bool IsMakerDisabled, string? MakerRole);
