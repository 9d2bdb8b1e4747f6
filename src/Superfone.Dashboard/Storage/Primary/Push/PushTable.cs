using Microsoft.EntityFrameworkCore;

namespace Superfone.Dashboard.Storage.Primary.Push;

/// <summary>The devices that are notified. Call the writing methods through <see cref="PrimaryWriter"/>.</summary>
public sealed class PushTable(IPrimaryStore store, IDbContextFactory<PrimaryContext> contexts)
{
    /// <summary>Reads the devices whose users may sign in and whose sessions have not ended, each with what its user prefers.</summary>
    public async Task<IReadOnlyList<(PushDevice Device, PushPreference? Preference)>> ReadAsync(DateTime nowUtc, CancellationToken cancellation = default)
    {
        await using var primary = await contexts.CreateDbContextAsync(cancellation);
        var rows = await (
            from device in Active(primary, nowUtc)
            join preference in primary.PushPreferences on device.UserId equals preference.UserId into preferences
            from preference in preferences.DefaultIfEmpty()
            orderby device.Id
            select new { device, preference }).ToListAsync(cancellation);
        return [.. rows.Select(row => (row.device, row.preference))];
    }

    /// <summary>Whether a device is still there, its session has not ended, and its user may sign in.</summary>
    public async Task<bool> IsActiveAsync(PushDevice device, DateTime nowUtc, CancellationToken cancellation = default)
    {
        var (id, endpoint) = (device.Id, device.Endpoint);
        await using var primary = await contexts.CreateDbContextAsync(cancellation);
        return await Active(primary, nowUtc).AnyAsync(row => row.Id == id && row.Endpoint == endpoint, cancellation);
    }

    /// <summary>Reads the devices of a user, the last added first.</summary>
    public async Task<IReadOnlyList<PushDevice>> ReadOfUserAsync(string userId, CancellationToken cancellation = default)
    {
        await using var primary = await contexts.CreateDbContextAsync(cancellation);
        return await primary.PushDevices.AsNoTracking().Where(device => device.UserId == userId).OrderByDescending(device => device.Id).ToListAsync(cancellation);
    }

    /// <summary>Finds what a user prefers; <see langword="null"/> for what everybody has.</summary>
    public async Task<PushPreference?> FindPreferenceAsync(string userId, CancellationToken cancellation = default)
    {
        await using var primary = await contexts.CreateDbContextAsync(cancellation);
        return await primary.PushPreferences.AsNoTracking().SingleOrDefaultAsync(preference => preference.UserId == userId, cancellation);
    }

    /// <summary>Reads what users want by mail: those who want anything, may sign in and have done so.</summary>
    public async Task<IReadOnlyList<PushPreference>> ReadMailAsync(CancellationToken cancellation = default)
    {
        await using var primary = await contexts.CreateDbContextAsync(cancellation);
        return await (
            from preference in primary.PushPreferences.AsNoTracking()
            join user in primary.Users on preference.UserId equals user.Id
            where preference.MailKinds != null && preference.MailKinds != "" && !user.IsDisabled && user.PasswordHash != null
            orderby preference.UserId
            select preference).ToListAsync(cancellation);
    }

    /// <summary>
    /// Adds a device whose session has not ended. It replaces that of the same session, and the one with its endpoint: another user of the same browser.
    /// </summary>
    /// <param name="device">The device.</param>
    /// <param name="most">The number of devices that a user may have; the oldest goes.</param>
    /// <returns>Its key; <see langword="null"/> if the session has ended.</returns>
    public long? Add(PushDevice device, int most)
    {
        using var transaction = new PrimaryTransaction(store);
        transaction.Run("DELETE FROM PushDevices WHERE Endpoint = @endpoint OR SessionId = @session", ("@endpoint", device.Endpoint), ("@session", device.SessionId));
        transaction.Run(
            "DELETE FROM PushDevices WHERE UserId = @user AND Id NOT IN (SELECT Id FROM PushDevices WHERE UserId = @user ORDER BY Id DESC LIMIT @most)",
            ("@user", device.UserId), ("@most", most - 1));
        var ids = transaction.Read(
            """
            INSERT INTO PushDevices (UserId, SessionId, Endpoint, P256dh, Auth, Name, Language, Origin, Kinds, CreatedUtc)
            SELECT UserId, Id, @endpoint, @p256dh, @auth, @name, @language, @origin, @kinds, @created FROM Sessions WHERE Id = @session AND UserId = @user
            RETURNING Id
            """,
            row => row.GetInt64(0),
            ("@endpoint", device.Endpoint), ("@p256dh", device.P256dh), ("@auth", device.Auth), ("@name", device.Name), ("@language", device.Language),
            ("@origin", device.Origin), ("@kinds", device.Kinds), ("@created", device.CreatedUtc), ("@session", device.SessionId), ("@user", device.UserId));
        transaction.Commit();
        return ids is [var id] ? id : null;
    }

    /// <summary>Stores which kinds a device is notified of.</summary>
    public void SetKinds(string userId, long id, string kinds) => Run(
        "UPDATE PushDevices SET Kinds = @kinds WHERE Id = @id AND UserId = @user", ("@kinds", kinds), ("@id", id), ("@user", userId));

    /// <summary>Removes a device of a user.</summary>
    public void Remove(string userId, long id) => Run("DELETE FROM PushDevices WHERE Id = @id AND UserId = @user", ("@id", id), ("@user", userId));

    /// <summary>Removes a device that its push service no longer knows, unless it has subscribed anew.</summary>
    public void RemoveGone(long id, string endpoint) => Run("DELETE FROM PushDevices WHERE Id = @id AND Endpoint = @endpoint", ("@id", id), ("@endpoint", endpoint));

    /// <summary>Removes all devices.</summary>
    public void RemoveAll() => Run("DELETE FROM PushDevices");

    /// <summary>Stores when a user does not want to be notified.</summary>
    public void SetPreference(PushPreference preference) => Run(
        """
        INSERT INTO PushPreferences (UserId, QuietFrom, QuietUntil, OnlyWorkingHours) SELECT Id, @from, @until, @only FROM AspNetUsers WHERE Id = @user
        ON CONFLICT (UserId) DO UPDATE SET QuietFrom = @from, QuietUntil = @until, OnlyWorkingHours = @only
        """,
        ("@user", preference.UserId), ("@from", preference.QuietFrom), ("@until", preference.QuietUntil), ("@only", preference.OnlyWorkingHours));

    /// <summary>Stores of what a user is told by mail.</summary>
    public void SetMailKinds(string userId, string kinds, DateTime nowUtc) => Run(
        """
        INSERT INTO PushPreferences (UserId, OnlyWorkingHours, MailKinds, MailSinceUtc) SELECT Id, false, @kinds, @now FROM AspNetUsers WHERE Id = @user
        ON CONFLICT (UserId) DO UPDATE SET MailKinds = @kinds, MailSinceUtc = @now
        """,
        ("@user", userId), ("@kinds", kinds), ("@now", nowUtc));

    private static IQueryable<PushDevice> Active(PrimaryContext primary, DateTime nowUtc) =>
        from device in primary.PushDevices.AsNoTracking()
        join session in primary.Sessions on new { Id = device.SessionId, device.UserId } equals new { session.Id, session.UserId }
        join user in primary.Users on device.UserId equals user.Id
        where session.ExpiresUtc > nowUtc && !user.IsDisabled
        select device;

    private void Run(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var transaction = new PrimaryTransaction(store);
        transaction.Run(sql, values);
        transaction.Commit();
    }
}
