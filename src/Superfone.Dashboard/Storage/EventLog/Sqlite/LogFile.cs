using Microsoft.Data.Sqlite;
using Superfone.Dashboard.Storage.Checks;
using Superfone.Dashboard.Storage.Primary.Bodies;
using Superfone.Events;

namespace Superfone.Dashboard.Storage.EventLog.Sqlite;

/// <summary>The log in a database file that is not the application's own, such as that of a backup. Reading it changes nothing.</summary>
public sealed class LogFile : IDisposable
{
    private const int PerRead = 256;
    private static readonly byte[] Header = [.. "SQLite format 3\0"u8];

    private readonly SqliteConnection _connection;
    private readonly string _bodyColumns;

    private LogFile(SqliteConnection connection)
    {
        _connection = connection;
        _bodyColumns = StoredBody.ColumnsOf(connection);
        LastDeliveryId = connection.Read<long>("SELECT coalesce(MAX(Id), 0) FROM Deliveries");
    }

    /// <summary>The last delivery; 0 if there is none.</summary>
    public long LastDeliveryId { get; }

    /// <summary>Whether a file begins like a database.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static bool IsDatabase(string path)
    {
        using var file = File.OpenRead(path);
        var beginning = new byte[Header.Length];
        return file.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false) == beginning.Length && beginning.AsSpan().SequenceEqual(Header);
    }

    /// <summary>Opens a file.</summary>
    /// <param name="path">The full path of a <c>superfone.db</c>.</param>
    /// <exception cref="InvalidDataException">The file is not the database of this or an older version.</exception>
    public static LogFile Open(string path)
    {
        SqliteConnection? connection = null;
        try
        {
            connection = UntouchedDatabase.Open(path);
            if (PrimaryCheck.Schema(connection) is { IsOk: false } schema)
                throw new InvalidDataException($"'{path}' cannot be imported: {schema.Problems[0]}.");
            return new LogFile(connection);
        }
        catch (SqliteException error)
        {
            connection?.Dispose();
            throw new InvalidDataException($"'{path}' is not a database with a log of deliveries: {error.Message}", error);
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }

    /// <summary>Reads all deliveries in order.</summary>
    /// <param name="cancellation">Stops reading.</param>
    public IEnumerable<LogFileEntry> Read(CancellationToken cancellation) => KeysetRead.All(ReadPart, entry => entry.Id, cancellation);

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private List<LogFileEntry> ReadPart(long after)
    {
        using var command = _connection.CreateCommand();
        command.CommandText =
            $"""
            SELECT Id, ReceivedUtc, Status, (SELECT COUNT(*) FROM Deliveries WHERE Hash = here.Hash AND Status <> 1 AND Status = here.Status AND Id <= here.Id), {_bodyColumns}
            FROM Deliveries AS here WHERE Id > $after ORDER BY Id LIMIT {PerRead}
            """;
        command.Parameters.AddWithValue("$after", after);
        using var reader = command.ExecuteReader();
        List<LogFileEntry> part = [];
        while (reader.Read())
        {
            part.Add(new LogFileEntry(
                reader.GetInt64(0), UtcMilliseconds.ToInstant(reader.GetInt64(1)), (DeliveryState)reader.GetInt32(2),
                StoredBody.Read(reader, 4), Math.Max(1, reader.GetInt32(3))));
        }

        return part;
    }
}

/// <summary>A delivery of another log.</summary>
/// <param name="Id">Its position there.</param>
/// <param name="ReceivedUtc">The time of its receipt, UTC.</param>
/// <param name="Status">Its state there.</param>
/// <param name="Body">Its body.</param>
/// <param name="Occurrence">See <see cref="MissingDelivery.Occurrence"/>.</param>
public sealed record LogFileEntry(long Id, DateTime ReceivedUtc, DeliveryState Status, StoredBody Body, int Occurrence);
