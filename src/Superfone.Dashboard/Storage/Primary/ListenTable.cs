namespace Superfone.Dashboard.Storage.Primary;

/// <summary>The table of users who have listened to recordings.</summary>
public sealed class ListenTable(IPrimaryStore store)
{
    /// <summary>Adds a row unless the user has listened to the recording before.</summary>
    /// <param name="cdrId">The call.</param>
    /// <param name="heardBy">A user's email.</param>
    /// <param name="heardUtc">The time, UTC.</param>
    /// <returns>Whether a row was added.</returns>
    /// <exception cref="System.Data.Common.DbException">The row could not be stored.</exception>
    public bool Add(long cdrId, string heardBy, DateTime heardUtc)
    {
        using var transaction = new PrimaryTransaction(store);
        var isAdded = transaction.Run(
            "INSERT INTO Hearings (CdrId, HeardBy, HeardUtc) VALUES (@cdrId, @heardBy, @at) ON CONFLICT DO NOTHING",
            ("@cdrId", cdrId), ("@heardBy", heardBy), ("@at", heardUtc)) == 1;
        transaction.Commit();
        return isAdded;
    }
}
