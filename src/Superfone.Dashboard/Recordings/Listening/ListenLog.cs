using Microsoft.Data.Sqlite;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Recordings.Listening;

/// <summary>Keeps who has heard which recording.</summary>
public sealed class ListenLog(PrimaryFile file, PrimaryWriter writer, TimeProvider time)
{
    /// <summary>Marks a call's recording as heard; the first time counts.</summary>
    /// <param name="cdrId">The call.</param>
    /// <param name="heardBy">A user's email.</param>
    /// <returns>Whether it is news.</returns>
    /// <exception cref="SqliteException">Storage did not accept it.</exception>
    public Task<bool> MarkAsync(long cdrId, string heardBy) =>
        writer.RunAsync(() => Mark(cdrId, heardBy));

    private bool Mark(long cdrId, string heardBy)
    {
        using var transaction = new PrimaryTransaction(file);
        var isNews = transaction.Run(
            "INSERT INTO Hearings (CdrId, HeardBy, HeardUtc) VALUES ($cdrId, $heardBy, $at) ON CONFLICT DO NOTHING",
            ("$cdrId", cdrId), ("$heardBy", heardBy), ("$at", time.GetUtcNow().UtcDateTime)) == 1;
        transaction.Commit();
        return isNews;
    }
}
