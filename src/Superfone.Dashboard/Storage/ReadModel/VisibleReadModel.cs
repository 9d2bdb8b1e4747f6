using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Superfone.Dashboard.Domain;

namespace Superfone.Dashboard.Storage.ReadModel;

/// <summary>Opens the read model for somebody.</summary>
public static class VisibleReadModel
{
    /// <summary>
    /// Opens the read model as somebody sees it. On their connection, views with the names of the tables hold only what they may see: no
    /// query can read anything else.
    /// </summary>
    /// <param name="contexts">Opens the whole read model.</param>
    /// <param name="visibility">What they see.</param>
    /// <param name="cancellation">Stops the opening.</param>
    public static async Task<ReadModelContext> OpenAsync(
        this IDbContextFactory<ReadModelContext> contexts, Visibility visibility, CancellationToken cancellation = default)
    {
        var whole = await contexts.CreateDbContextAsync(cancellation);
        if (visibility.IsEverything)
            return whole;
        await using (whole)
        {
            // Without the pool, which would hand the connection with its views to others.
            var address = new SqliteConnectionStringBuilder(whole.Database.GetConnectionString()) { Pooling = false };
            var connection = new SqliteConnection(address.ConnectionString);
            var builder = new DbContextOptionsBuilder<ReadModelContext>((DbContextOptions<ReadModelContext>)whole.GetService<IDbContextOptions>());
            var visible = new ReadModelContext(builder.UseSqlite(connection, contextOwnsConnection: true).Options) { Visibility = visibility };
            try
            {
                await visible.Database.OpenConnectionAsync(cancellation);
                MaskFunctions.AddTo(connection);
                await using var command = connection.CreateCommand();
                command.CommandText = VisibleViews.Of(visibility, whole.Model);
                await command.ExecuteNonQueryAsync(cancellation);
                return visible;
            }
            catch
            {
                await visible.DisposeAsync();
                throw;
            }
        }
    }

    /// <summary>Whether somebody may see a call. One of which only a recording is known yet is not looked for on behalf of those who see everything.</summary>
    /// <param name="contexts">Opens the whole read model.</param>
    /// <param name="visibility">What they see.</param>
    /// <param name="cdrId">The call.</param>
    /// <param name="cancellation">Stops the query.</param>
    public static async Task<bool> SeesCallAsync(
        this IDbContextFactory<ReadModelContext> contexts, Visibility visibility, long cdrId, CancellationToken cancellation = default)
    {
        if (!visibility.LimitsRows)
            return true;
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        return await readModel.Calls.AnyAsync(call => call.CdrId == cdrId, cancellation);
    }

    /// <summary>Whether a reader sees a call or a follow-up of a number; those who are not limited see all numbers.</summary>
    /// <param name="contexts">The read model.</param>
    /// <param name="visibility">What they see.</param>
    /// <param name="phoneKey">The number, as a key.</param>
    /// <param name="cancellation">Stops the query.</param>
    public static async Task<bool> SeesNumberAsync(
        this IDbContextFactory<ReadModelContext> contexts, Visibility visibility, string phoneKey, CancellationToken cancellation = default)
    {
        if (!visibility.LimitsRows)
            return true;
        await using var readModel = await contexts.OpenAsync(visibility with { MasksNumbers = false }, cancellation);
        return await readModel.Calls.AnyAsync(call => call.PhoneKey == phoneKey, cancellation) || await readModel.FollowUps.AnyAsync(followUp => followUp.PhoneKey == phoneKey, cancellation);
    }
}
