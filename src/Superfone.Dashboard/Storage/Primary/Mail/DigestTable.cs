using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Superfone.Dashboard.Storage.Primary.Mail;

/// <summary>Who gets digests, and which they got. Call the writing methods through <see cref="PrimaryWriter"/>; each is durable when it returns.</summary>
public sealed class DigestTable(IPrimaryStore store, IDbContextFactory<PrimaryContext> contexts)
{
    /// <summary>Reads all recipients with the emails of users, in the order in which they were added. Users who may not sign in, or never have, have none.</summary>
    public Task<IReadOnlyList<(DigestRecipient Recipient, string? Email)>> ReadAsync(CancellationToken cancellation = default) => ReadAsync(null, cancellation);

    /// <summary>Finds a recipient with their email; <see langword="null"/> if they are gone.</summary>
    public async Task<(DigestRecipient Recipient, string? Email)?> FindAsync(long id, CancellationToken cancellation = default) =>
        await ReadAsync(id, cancellation) is [var found] ? found : null;

    /// <summary>Reads the digests that were due since a day, the last first.</summary>
    public async Task<IReadOnlyList<DigestSend>> ReadSendsAsync(DateOnly since, CancellationToken cancellation = default)
    {
        var first = since.DayNumber;
        await using var primary = await contexts.CreateDbContextAsync(cancellation);
        return await primary.DigestSends.AsNoTracking().Where(send => send.Day >= first)
            .OrderByDescending(send => send.Day).ThenBy(send => send.IsWeekly).ThenBy(send => send.RecipientId).ToListAsync(cancellation);
    }

    /// <summary>Reads the time of the next attempt, UTC; <see langword="null"/> if nothing waits.</summary>
    public async Task<DateTime?> NextUtcAsync(CancellationToken cancellation = default)
    {
        await using var primary = await contexts.CreateDbContextAsync(cancellation);
        return await primary.DigestSends.Where(send => send.NextUtc != null).OrderBy(send => send.NextUtc).Select(send => send.NextUtc).FirstOrDefaultAsync(cancellation);
    }

    /// <summary>
    /// Changes what a user or an address gets; whoever is not known is added if they are to get anything, and a user who gets nothing is forgotten.
    /// Only a digest that is turned on ends what they asked for when they unsubscribed.
    /// </summary>
    /// <param name="change">The change.</param>
    /// <param name="nowUtc">The current time, UTC.</param>
    public void Change(DigestChange change, DateTime nowUtc)
    {
        using var transaction = new PrimaryTransaction(store);
        (string, object?)[] values =
        [
            ("@user", change.UserId), ("@address", change.Address), ("@daily", change.IsDaily), ("@weekly", change.IsWeekly), ("@names", change.HasNames), ("@language", change.Language),
            ("@now", nowUtc),
        ];
        var rows = transaction.Run(
            """
            UPDATE DigestRecipients SET IsDaily = coalesce(@daily, IsDaily), IsWeekly = coalesce(@weekly, IsWeekly), HasNames = coalesce(@names, HasNames), Language = coalesce(@language, Language),
                SinceUtc = CASE WHEN coalesce(@daily, @weekly) IS NULL THEN SinceUtc ELSE @now END, UnsubscribedUtc = CASE WHEN @daily OR @weekly THEN NULL ELSE UnsubscribedUtc END
            WHERE UserId = @user OR Address = @address
            """,
            values);
        if (rows == 0)
            Add(transaction, values);
        transaction.Run("DELETE FROM DigestRecipients WHERE UserId = @user AND NOT IsDaily AND NOT IsWeekly AND UnsubscribedUtc IS NULL", values);
        transaction.Commit();
    }

    /// <summary>Adds an address that gets the digest of each day.</summary>
    /// <param name="address">The address.</param>
    /// <param name="language">See <see cref="DigestRecipient.Language"/>.</param>
    /// <param name="nowUtc">The current time, UTC.</param>
    /// <returns>Whether it was not known.</returns>
    public bool Add(string address, string? language, DateTime nowUtc)
    {
        using var transaction = new PrimaryTransaction(store);
        var rows = Add(transaction, [("@user", null), ("@address", address), ("@daily", true), ("@weekly", false), ("@names", false), ("@language", language), ("@now", nowUtc)]);
        transaction.Commit();
        return rows > 0;
    }

    /// <summary>Forgets a recipient.</summary>
    public void Remove(long id) => Run("DELETE FROM DigestRecipients WHERE Id = @id", ("@id", id));

    /// <summary>Ends all digests of a recipient, who asks for it.</summary>
    /// <returns>Whether there is such a recipient.</returns>
    public bool Unsubscribe(long id, DateTime nowUtc) => Run(
        "UPDATE DigestRecipients SET IsDaily = false, IsWeekly = false, UnsubscribedUtc = coalesce(UnsubscribedUtc, @now) WHERE Id = @id", ("@id", id), ("@now", nowUtc)) > 0;

    /// <summary>Adds a digest that is due, unless it has been.</summary>
    public void AddDue(long recipientId, bool isWeekly, DateOnly day, DateTime nowUtc, DateTime endUtc) => Run(
        "INSERT INTO DigestSends (RecipientId, IsWeekly, Day, EndUtc, Attempts, NextUtc) SELECT Id, @weekly, @day, @end, 0, @now FROM DigestRecipients WHERE Id = @id ON CONFLICT DO NOTHING",
        ("@id", recipientId), ("@weekly", isWeekly), ("@day", day.DayNumber), ("@end", endUtc), ("@now", nowUtc));

    /// <summary>Takes the digests that are due for another attempt. Of a process that ends during it, the attempt is repeated later.</summary>
    /// <param name="nowUtc">The current time, UTC.</param>
    /// <param name="retryAfter">The wait after an attempt, by the number of attempts before it.</param>
    public IReadOnlyList<DigestSend> Take(DateTime nowUtc, Func<int, TimeSpan> retryAfter)
    {
        using var transaction = new PrimaryTransaction(store);
        var due = transaction.Read(
            "SELECT RecipientId, IsWeekly, Day, EndUtc, Attempts, Error FROM DigestSends WHERE NextUtc IS NOT NULL AND NextUtc <= @now ORDER BY NextUtc", ReadSend, ("@now", nowUtc));
        foreach (var send in due)
        {
            var next = nowUtc + retryAfter(send.Attempts);
            transaction.Run(
                "UPDATE DigestSends SET Attempts = Attempts + 1, NextUtc = @next WHERE RecipientId = @id AND IsWeekly = @weekly AND Day = @day",
                ("@next", next), ("@id", send.RecipientId), ("@weekly", send.IsWeekly), ("@day", send.Day));
        }

        transaction.Commit();
        return due;
    }

    /// <summary>Records the result of an attempt.</summary>
    /// <param name="send">The digest.</param>
    /// <param name="sentUtc">The time at which the server took it, UTC; <see langword="null"/> if it did not.</param>
    /// <param name="error">Why not: the name of the problem, and what the server said.</param>
    /// <param name="isLast">Whether there is no other attempt.</param>
    public void Finish(DigestSend send, DateTime? sentUtc, string? error, bool isLast) => Run(
        "UPDATE DigestSends SET SentUtc = @sent, Error = @error, NextUtc = CASE WHEN @last THEN NULL ELSE NextUtc END WHERE RecipientId = @id AND IsWeekly = @weekly AND Day = @day",
        ("@sent", sentUtc), ("@error", error), ("@last", isLast), ("@id", send.RecipientId), ("@weekly", send.IsWeekly), ("@day", send.Day));

    /// <summary>Forgets what was due before a day.</summary>
    public void RemoveBefore(DateOnly day) => Run("DELETE FROM DigestSends WHERE Day < @day", ("@day", day.DayNumber));

    private async Task<IReadOnlyList<(DigestRecipient Recipient, string? Email)>> ReadAsync(long? id, CancellationToken cancellation)
    {
        await using var primary = await contexts.CreateDbContextAsync(cancellation);
        var rows = await (
            from recipient in primary.DigestRecipients.AsNoTracking()
            where id == null || recipient.Id == id
            join user in primary.Users.Where(user => !user.IsDisabled && user.PasswordHash != null) on recipient.UserId equals user.Id into users
            from user in users.DefaultIfEmpty()
            orderby recipient.Id
            select new { recipient, user.Email }).ToListAsync(cancellation);
        return [.. rows.Select(row => (row.recipient, row.recipient.Address ?? row.Email))];
    }

    private static int Add(PrimaryTransaction transaction, (string, object?)[] values) => transaction.Run(
        """
        INSERT INTO DigestRecipients (UserId, Address, IsDaily, IsWeekly, HasNames, Language, SinceUtc)
        SELECT @user, @address, coalesce(@daily, false), coalesce(@weekly, false), coalesce(@names, false), @language, @now WHERE @daily OR @weekly
        ON CONFLICT DO NOTHING
        """,
        values);

    private static DigestSend ReadSend(DbDataReader row) => new()
    {
        RecipientId = row.GetInt64(0),
        IsWeekly = row.GetBoolean(1),
        Day = row.GetInt32(2),
        EndUtc = UtcMilliseconds.ToInstant(row.GetInt64(3)),
        Attempts = row.GetInt32(4),
        Error = row.IsDBNull(5) ? null : row.GetString(5),
    };

    private int Run(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var transaction = new PrimaryTransaction(store);
        var rows = transaction.Run(sql, values);
        transaction.Commit();
        return rows;
    }
}
