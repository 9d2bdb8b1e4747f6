using Microsoft.EntityFrameworkCore;

namespace Superfone.Dashboard.Storage.Primary.Mail;

/// <summary>The notifications that users received by mail, and states that last. Call the writing methods through <see cref="PrimaryWriter"/>.</summary>
public sealed class MailRecordTable(IPrimaryStore store, IDbContextFactory<PrimaryContext> contexts)
{
    /// <summary>The topics among some of which a user was told.</summary>
    public async Task<IReadOnlySet<string>> KnownAsync(string userId, IReadOnlyCollection<string> topics, CancellationToken cancellation = default)
    {
        await using var primary = await contexts.CreateDbContextAsync(cancellation);
        return (await primary.MailRecords.Where(record => record.UserId == userId && EF.Parameter(topics).Contains(record.Topic)).Select(record => record.Topic).ToListAsync(cancellation)).ToHashSet();
    }

    /// <summary>The time at which a user was last told of something, UTC; <see langword="null"/> if they were not lately.</summary>
    public async Task<DateTime?> LastUtcAsync(string userId, CancellationToken cancellation = default)
    {
        await using var primary = await contexts.CreateDbContextAsync(cancellation);
        return await primary.MailRecords.Where(record => record.UserId == userId).MaxAsync(record => (DateTime?)record.AtUtc, cancellation);
    }

    /// <summary>Records of what a user was told.</summary>
    public void Add(string userId, IEnumerable<string> topics, DateTime atUtc)
    {
        using var transaction = new PrimaryTransaction(store);
        foreach (var topic in topics)
            transaction.Run("INSERT INTO MailRecords (UserId, Topic, AtUtc) SELECT Id, @topic, @at FROM AspNetUsers WHERE Id = @user ON CONFLICT DO NOTHING", ("@user", userId), ("@topic", topic), ("@at", atUtc));
        transaction.Commit();
    }

    /// <summary>Deletes what was recorded before a time.</summary>
    public void RemoveBefore(DateTime utc)
    {
        using var transaction = new PrimaryTransaction(store, isDurable: false);
        transaction.Run("DELETE FROM MailRecords WHERE AtUtc < @utc", ("@utc", utc));
        transaction.Commit();
    }

    /// <summary>Stores which states hold now. One that was not seen for a while begins anew. A power failure may undo the last seconds.</summary>
    /// <param name="names">The states.</param>
    /// <param name="nowUtc">The current time, UTC.</param>
    /// <param name="gap">The time after which one that was not seen has ended.</param>
    /// <returns>When each began, UTC.</returns>
    public IReadOnlyDictionary<string, DateTime> RecordSeen(IReadOnlyCollection<string> names, DateTime nowUtc, TimeSpan gap)
    {
        using var transaction = new PrimaryTransaction(store, isDurable: false);
        transaction.Run("DELETE FROM LastingStates WHERE SeenUtc < @ended", ("@ended", nowUtc - gap));
        foreach (var name in names)
            transaction.Run(
                "INSERT INTO LastingStates (Name, BeganUtc, SeenUtc) VALUES (@name, @now, @now) ON CONFLICT (Name) DO UPDATE SET SeenUtc = @now", ("@name", name), ("@now", nowUtc));
        var began = transaction.Read("SELECT Name, BeganUtc FROM LastingStates", row => (Name: row.GetString(0), Utc: UtcMilliseconds.ToInstant(row.GetInt64(1))));
        transaction.Commit();
        return began.Where(state => names.Contains(state.Name)).ToDictionary(state => state.Name, state => state.Utc);
    }
}
