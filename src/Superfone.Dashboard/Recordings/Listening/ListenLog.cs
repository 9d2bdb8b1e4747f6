using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Recordings.Listening;

/// <summary>Records which user has listened to which recording.</summary>
public sealed class ListenLog(ListenTable listens, PrimaryWriter writer, TimeProvider time)
{
    /// <summary>Marks a call's recording as heard; only the first time is stored.</summary>
    /// <param name="cdrId">The call.</param>
    /// <param name="heardBy">A user's email.</param>
    /// <returns>Whether this was the first time.</returns>
    /// <exception cref="System.Data.Common.DbException">It could not be stored.</exception>
    public Task<bool> MarkAsync(long cdrId, string heardBy) =>
        writer.RunAsync(() => listens.Add(cdrId, heardBy, time.GetUtcNow().UtcDateTime));
}
