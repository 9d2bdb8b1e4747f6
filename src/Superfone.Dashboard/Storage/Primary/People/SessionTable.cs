namespace Superfone.Dashboard.Storage.Primary.People;

/// <summary>The table of signed-in browsers.</summary>
public sealed class SessionTable(IPrimaryStore store)
{
    /// <summary>Adds a session, unless the user was disabled or changed since they were read for it.</summary>
    /// <param name="session">The session.</param>
    /// <param name="version">The user's <c>ConcurrencyStamp</c> when they were read.</param>
    /// <returns>Whether it was added.</returns>
    public bool Add(UserSession session, string? version) => Run(
        """
        INSERT INTO Sessions (Id, UserId, Ticket, CreatedUtc, LastSeenUtc, ExpiresUtc, Address, Browser)
        SELECT @id, @user, @ticket, @created, @seen, @expires, @address, @browser
        FROM AspNetUsers WHERE Id = @user AND NOT IsDisabled AND ConcurrencyStamp IS NOT DISTINCT FROM @version
        """,
        ("@id", session.Id), ("@user", session.UserId), ("@ticket", session.Ticket), ("@created", session.CreatedUtc), ("@seen", session.LastSeenUtc),
        ("@expires", session.ExpiresUtc), ("@address", session.Address), ("@browser", session.Browser), ("@version", version)) > 0;

    /// <summary>Replaces the ticket of a session that has not ended.</summary>
    /// <param name="id">The session.</param>
    /// <param name="userId">Its user; the session of another one is left alone.</param>
    /// <param name="ticket">The new ticket.</param>
    /// <param name="expiresUtc">The time at which it ends by itself, UTC.</param>
    /// <returns>Whether there is such a session.</returns>
    public bool Renew(string id, string userId, byte[] ticket, DateTime expiresUtc) => Run(
        "UPDATE Sessions SET Ticket = @ticket, ExpiresUtc = @expires WHERE Id = @id AND UserId = @user",
        ("@id", id), ("@user", userId), ("@ticket", ticket), ("@expires", expiresUtc)) > 0;

    /// <summary>Stores the time of the latest request of a session and of its user. A power failure may undo it.</summary>
    public void See(string id, string userId, DateTime atUtc)
    {
        using var transaction = new PrimaryTransaction(store, isDurable: false);
        transaction.Run("UPDATE Sessions SET LastSeenUtc = @at WHERE Id = @id AND LastSeenUtc < @at", ("@id", id), ("@at", atUtc));
        transaction.Run("UPDATE AspNetUsers SET LastSeenUtc = @at WHERE Id = @user AND (LastSeenUtc IS NULL OR LastSeenUtc < @at)", ("@user", userId), ("@at", atUtc));
        transaction.Commit();
    }

    /// <summary>Ends a session.</summary>
    /// <returns>Whether it existed.</returns>
    public bool Remove(string id) => Run("DELETE FROM Sessions WHERE Id = @id", ("@id", id)) > 0;

    /// <summary>Ends the sessions of a user.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="exceptId">The session to keep; <see langword="null"/> for none.</param>
    public void RemoveOfUser(string userId, string? exceptId) =>
        Run("DELETE FROM Sessions WHERE UserId = @user AND Id IS DISTINCT FROM @except", ("@user", userId), ("@except", exceptId));

    /// <summary>Deletes the sessions that have ended by themselves.</summary>
    public void RemoveExpired(DateTime nowUtc) => Run("DELETE FROM Sessions WHERE ExpiresUtc <= @now", ("@now", nowUtc));

    private int Run(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var transaction = new PrimaryTransaction(store);
        var changed = transaction.Run(sql, values);
        transaction.Commit();
        return changed;
    }
}
