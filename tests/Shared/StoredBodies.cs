using Microsoft.Data.Sqlite;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Bodies;

namespace Superfone.Dashboard.Tests.Shared;

/// <summary>Reads bodies of a log as they were received.</summary>
public static class StoredBodies
{
    /// <summary>Reads all bodies of a database, by delivery.</summary>
    /// <param name="path">The path of a <c>superfone.db</c> of this version.</param>
    public static Dictionary<long, byte[]> Read(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Id, Body, SizeBytes, Dictionary FROM Deliveries ORDER BY Id";
        using var reader = command.ExecuteReader();
        Dictionary<long, byte[]> bodies = [];
        while (reader.Read())
        {
            var body = new StoredBody(reader.GetFieldValue<byte[]>(1), reader.GetInt32(2), reader.IsDBNull(3) ? null : reader.GetInt32(3), null);
            bodies.Add(reader.GetInt64(0), body.Received());
        }

        return bodies;
    }

    /// <summary>A delivery with its body as it was received.</summary>
    internal static Delivery Decompress(Delivery delivery) => new()
    {
        Id = delivery.Id,
        ReceivedUtc = delivery.ReceivedUtc,
        Status = delivery.Status,
        Event = delivery.Event,
        Account = delivery.Account,
        Reason = delivery.Reason,
        Hash = delivery.Hash,
        EarlierId = delivery.EarlierId,
        ChangeKey = delivery.ChangeKey,
        SizeBytes = delivery.SizeBytes,
        Body = delivery.Stored().Received(),
        Encoding = delivery.Encoding,
    };
}
