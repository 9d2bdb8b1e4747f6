using Microsoft.Data.Sqlite;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Bodies;
using Superfone.Events;

namespace Superfone.Dashboard.Storage.Checks;

/// <summary>Checks that each stored body can be read, and is the one that was stored.</summary>
internal static class BodyCheck
{
    private const int PerRead = 256;
    private const int MostProblems = 10;

    /// <summary>Checks all bodies. Each is read on its own, so that a running instance need not wait.</summary>
    /// <param name="connection">The primary database.</param>
    /// <param name="progress">Receives the number of deliveries so far, and of all.</param>
    /// <param name="cancellation">Stops the check.</param>
    public static CheckResult Run(SqliteConnection connection, IProgress<(long Done, long Total)> progress, CancellationToken cancellation)
    {
        List<string> problems = [];
        var (total, count, wrong) = (connection.Read<long>("SELECT COUNT(*) FROM Deliveries"), 0L, 0L);
        var columns = StoredBody.ColumnsOf(connection);
        foreach (var delivery in KeysetRead.All(after => ReadPart(connection, columns, after), delivery => delivery.Id, cancellation))
        {
            if (ProblemOf(delivery) is { } problem && ++wrong <= MostProblems)
                problems.Add($"delivery {delivery.Id} {problem}");
            if (++count % PerRead == 0)
                progress.Report((count, total));
        }

        if (wrong > MostProblems)
            problems.Add($"{wrong - MostProblems} other deliveries are wrong too");
        return problems.Count > 0 ? CheckResult.Bad(problems) : CheckResult.Ok($"{count} bodies");
    }

    private static List<Delivery> ReadPart(SqliteConnection connection, string columns, long after)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT Id, Status, Hash, EarlierId, {columns} FROM Deliveries WHERE Id > $after ORDER BY Id LIMIT {PerRead}";
        command.Parameters.AddWithValue("$after", after);
        using var reader = command.ExecuteReader();
        List<Delivery> part = [];
        while (reader.Read())
        {
            var body = StoredBody.Read(reader, 4);
            part.Add(new Delivery
            {
                Id = reader.GetInt64(0),
                Status = (DeliveryState)reader.GetInt32(1),
                Hash = reader.IsDBNull(2) ? null : reader.GetFieldValue<byte[]>(2),
                EarlierId = reader.IsDBNull(3) ? null : reader.GetInt64(3),
                Body = body.Bytes,
                SizeBytes = body.SizeBytes,
                Dictionary = body.Dictionary,
                Encoding = body.Encoding,
            });
        }

        return part;
    }

    private static string? ProblemOf(Delivery delivery)
    {
        if (!Enum.IsDefined(delivery.Status) || delivery.Status == DeliveryState.Failed)
            return $"has the unknown state {(int)delivery.Status}";
        if (delivery.EarlierId >= delivery.Id)
            return $"repeats the later delivery {delivery.EarlierId}";
        byte[] received;
        try
        {
            received = delivery.Stored().Received();
        }
        catch (InvalidDataException error)
        {
            return $"cannot be read: {error.Message}";
        }

        if (received.Length != delivery.SizeBytes)
            return $"has {received.Length} bytes instead of {delivery.SizeBytes}";
        if (delivery.Hash is null)
            return delivery.Status == DeliveryState.Quarantined ? null : "has no hash";

        // Another version may quarantine a body that this one accepted, which then has no hash here.
        var read = EventClassifier.Classify(PackedBody.Read(received, delivery.Encoding));
        if (read.CanonicalHash is { } hash)
            return hash.AsSpan().SequenceEqual(delivery.Hash) ? null : "is not the body that was stored: its hash differs";
        return read.EventName is null ? $"cannot be read: {read.Reason}" : null;
    }
}
