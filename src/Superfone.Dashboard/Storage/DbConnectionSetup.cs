using System.Data.Common;

namespace Superfone.Dashboard.Storage;

/// <summary>Prepares connections to databases.</summary>
internal static class DbConnectionSetup
{
    /// <summary>Opens or prepares a connection; one for which that fails is closed, so that it does not leak.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="prepare">What has to succeed before it can be used.</param>
    /// <returns>The connection.</returns>
    public static T PrepareOrDispose<T>(this T connection, Action<T> prepare)
        where T : DbConnection
    {
        try
        {
            prepare(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
