using System.Data.Common;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Storage.Primary.Bodies;
using Superfone.Events;

namespace Superfone.Dashboard.Storage.Primary.Destinations;

/// <summary>A delivery as it is looked at for a destination.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ReceivedUtc">The time at which it was received, UTC.</param>
/// <param name="Event">The event's wire name.</param>
/// <param name="Account">The account, as received.</param>
/// <param name="Body">The body; <see langword="null"/> if it is not to be passed on.</param>
public sealed record PassableDelivery(long Id, DateTime ReceivedUtc, string? Event, string? Account, StoredBody? Body)
{
    /// <summary>See <see cref="Delivery.Hash"/>.</summary>
    public byte[]? Hash { get; init; }
}

/// <summary>Reads from the log what may be passed on: accepted events, documented or not, but neither those of the sample data nor the application's own test.</summary>
public sealed class PassableLog(IPrimaryStore store)
{
    /// <summary>The condition in SQL that a delivery may be passed on.</summary>
    internal static readonly string IsPassable =
        $"(Status = {DeliveryState.Accepted:D} OR (Status = {DeliveryState.Unrecognised:D} AND Event <> '{TestDelivery.Event}')) AND coalesce(Account, '') NOT LIKE '{SampleAccount.PhonePrefix}%'";

    /// <summary>Reads the deliveries after a position: all of them, but only the bodies of some.</summary>
    /// <param name="after">The position.</param>
    /// <param name="limit">The maximum number of deliveries.</param>
    /// <param name="events">The wire names of the events whose bodies are read, of documented events; <see langword="null"/> for all, also undocumented ones.</param>
    public IReadOnlyList<PassableDelivery> ReadAfter(long after, int limit, IReadOnlyCollection<string>? events) => Read(
        $"""
        SELECT Id, ReceivedUtc, Event, Account, Hash, CASE WHEN {IsPassable} AND {IsOneOf(events)} THEN Body END, SizeBytes, Dictionary, Encoding
        FROM Deliveries WHERE Id > @id ORDER BY Id LIMIT @limit
        """, after, limit);

    /// <summary>Finds a delivery that may be passed on; <see langword="null"/> if it may not, or has been erased.</summary>
    public PassableDelivery? Find(long id) => Read(
        $"SELECT Id, ReceivedUtc, Event, Account, Hash, {StoredBody.Columns} FROM Deliveries WHERE Id = @id AND {IsPassable} LIMIT @limit", id, 1).FirstOrDefault();

    /// <summary>Counts the deliveries after a position that may be passed on, by account.</summary>
    /// <param name="after">The position.</param>
    /// <param name="most">The maximum number that is counted.</param>
    /// <param name="events">See <see cref="ReadAfter"/>.</param>
    public IReadOnlyList<(string? Account, int Count)> CountAfter(long after, int most, IReadOnlyCollection<string>? events)
    {
        using var connection = store.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            SELECT Account, COUNT(*) FROM (SELECT Account FROM Deliveries WHERE Id > @id AND {IsPassable} AND {IsOneOf(events)} LIMIT @limit) AS Passable GROUP BY Account
            """;
        command.Bind("@id", after);
        command.Bind("@limit", most);
        using var reader = command.ExecuteReader();
        List<(string?, int)> counts = [];
        while (reader.Read())
            counts.Add((reader.IsDBNull(0) ? null : reader.GetString(0), reader.GetInt32(1)));
        return counts;
    }

    private static string IsOneOf(IReadOnlyCollection<string>? events) => events is null ? "true" : $"Event IN ({string.Join(", ", events.Select(name => $"'{name}'"))})";

    private List<PassableDelivery> Read(string sql, long id, int limit)
    {
        using var connection = store.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Bind("@id", id);
        command.Bind("@limit", limit);
        using var reader = command.ExecuteReader();
        List<PassableDelivery> rows = [];
        while (reader.Read())
            rows.Add(ReadRow(reader));
        return rows;
    }

    private static PassableDelivery ReadRow(DbDataReader row) => new(
        row.GetInt64(0), UtcMilliseconds.ToInstant(row.GetInt64(1)), row.IsDBNull(2) ? null : row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3),
        row.IsDBNull(5) ? null : StoredBody.Read(row, 5))
    {
        Hash = row.IsDBNull(4) ? null : row.GetFieldValue<byte[]>(4),
    };
}
