using Microsoft.EntityFrameworkCore;

namespace Superfone.Dashboard.Storage.Primary.People;

/// <summary>The languages of users. Call the writing methods through <see cref="PrimaryWriter"/>.</summary>
public sealed class UserLanguageTable(IPrimaryStore store, IDbContextFactory<PrimaryContext> contexts)
{
    /// <summary>Finds the language tag of a user; <see langword="null"/> if it is not known.</summary>
    public async Task<string?> FindAsync(string userId, CancellationToken cancellation = default)
    {
        await using var primary = await contexts.CreateDbContextAsync(cancellation);
        return await primary.Users.Where(user => user.Id == userId).Select(user => user.Language).SingleOrDefaultAsync(cancellation);
    }

    /// <summary>Stores the language of a user.</summary>
    public void Set(string userId, string tag) => Run("UPDATE AspNetUsers SET Language = @language WHERE Id = @user", userId, tag);

    /// <summary>Stores the language of a user of whom none is known.</summary>
    public void Adopt(string userId, string tag) => Run("UPDATE AspNetUsers SET Language = @language WHERE Id = @user AND Language IS NULL", userId, tag);

    private void Run(string sql, string userId, string tag)
    {
        using var transaction = new PrimaryTransaction(store);
        transaction.Run(sql, ("@user", userId), ("@language", tag));
        transaction.Commit();
    }
}
