using Microsoft.EntityFrameworkCore;

namespace Superfone.Dashboard.Storage.Primary.People;

/// <summary>In which language, and in which colours, users see pages. Call the writing methods through <see cref="PrimaryWriter"/>.</summary>
public sealed class UserPreferenceTable(IPrimaryStore store, IDbContextFactory<PrimaryContext> contexts)
{
    /// <summary>Finds the language tag of a user; <see langword="null"/> if it is not known.</summary>
    public async Task<string?> FindLanguageAsync(string userId, CancellationToken cancellation = default)
    {
        await using var primary = await contexts.CreateDbContextAsync(cancellation);
        return await primary.Users.Where(user => user.Id == userId).Select(user => user.Language).SingleOrDefaultAsync(cancellation);
    }

    /// <summary>Finds the name of the appearance that a user chose; <see langword="null"/> if they chose none.</summary>
    public async Task<string?> FindAppearanceAsync(string userId, CancellationToken cancellation = default)
    {
        await using var primary = await contexts.CreateDbContextAsync(cancellation);
        return await primary.Users.Where(user => user.Id == userId).Select(user => user.Appearance).SingleOrDefaultAsync(cancellation);
    }

    /// <summary>Stores the language of a user.</summary>
    public void SetLanguage(string userId, string tag) => Run("UPDATE AspNetUsers SET Language = @value WHERE Id = @user", userId, tag);

    /// <summary>Stores the language of a user of whom none is known.</summary>
    public void AdoptLanguage(string userId, string tag) => Run("UPDATE AspNetUsers SET Language = @value WHERE Id = @user AND Language IS NULL", userId, tag);

    /// <summary>Stores the appearance that a user chose; <see langword="null"/> for none.</summary>
    public void SetAppearance(string userId, string? name) => Run("UPDATE AspNetUsers SET Appearance = @value WHERE Id = @user", userId, name);

    private void Run(string sql, string userId, string? value)
    {
        using var transaction = new PrimaryTransaction(store);
        transaction.Run(sql, ("@user", userId), ("@value", value));
        transaction.Commit();
    }
}
