using Microsoft.Data.Sqlite;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Storage.Checks;

/// <summary>Reads what the primary database says about the files of recordings.</summary>
internal static class RecordingRows
{
    private const string IsStored = "Status = 2 AND Path IS NOT NULL";

    /// <summary>All stored recordings: call, path, size and hash.</summary>
    public static List<Recording> ReadStored(SqliteConnection connection) => Read(connection, $"SELECT CdrId, Path, SizeBytes, Sha256 FROM Recordings WHERE {IsStored} ORDER BY CdrId");

    /// <summary>Whether a recording still has the file that it had.</summary>
    public static bool IsStillStored(SqliteConnection connection, Recording recording) => connection.Read<long>(
        $"SELECT EXISTS (SELECT 1 FROM Recordings WHERE CdrId = $call AND Path = $path AND {IsStored})", ("$call", recording.CdrId), ("$path", recording.Path!)) > 0;

    /// <summary>Files that erasures keep until they are due, as paths below the data directory.</summary>
    public static List<string> ReadWithheld(SqliteConnection connection)
    {
        if (connection.Read<long>("SELECT COUNT(*) FROM sqlite_master WHERE name = 'WithheldItems'") == 0)
            return [];
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Path FROM WithheldItems WHERE Path IS NOT NULL";
        using var reader = command.ExecuteReader();
        List<string> paths = [];
        while (reader.Read())
            paths.Add(reader.GetString(0));
        return paths;
    }

    private static List<Recording> Read(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        List<Recording> rows = [];
        while (reader.Read())
        {
            rows.Add(new Recording
            {
                CdrId = reader.GetInt64(0),
                Path = reader.GetString(1),
                SizeBytes = reader.IsDBNull(2) ? null : reader.GetInt64(2),
                Sha256 = reader.IsDBNull(3) ? null : reader.GetFieldValue<byte[]>(3),
            });
        }

        return rows;
    }
}
