using Microsoft.Data.Sqlite;
using Superfone.Dashboard.Storage.EventLog.Sqlite;
using Superfone.Dashboard.Storage.Primary;
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
        var encoding = LogFile.EncodingColumn(connection);
        foreach (var delivery in KeysetRead.All(after => ReadPart(connection, encoding, after), delivery => delivery.Id, cancellation))
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

    private static List<Delivery> ReadPart(SqliteConnection connection, string encoding, long after)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT Id, Status, SizeBytes, Hash, EarlierId, Body, {encoding} FROM Deliveries WHERE Id > $after ORDER BY Id LIMIT {PerRead}";
        command.Parameters.AddWithValue("$after", after);
        using var reader = command.ExecuteReader();
        List<Delivery> part = [];
        while (reader.Read())
        {
            part.Add(new Delivery
            {
                Id = reader.GetInt64(0),
                Status = (DeliveryState)reader.GetInt32(1),
                SizeBytes = reader.GetInt32(2),
                Hash = reader.IsDBNull(3) ? null : reader.GetFieldValue<byte[]>(3),
                EarlierId = reader.IsDBNull(4) ? null : reader.GetInt64(4),
                Body = reader.GetFieldValue<byte[]>(5),
                Encoding = reader.IsDBNull(6) ? null : reader.GetString(6),
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
        if (delivery.Body.Length != delivery.SizeBytes)
            return $"has {delivery.Body.Length} bytes instead of {delivery.SizeBytes}";
        if (delivery.Hash is null)
            return delivery.Status == DeliveryState.Quarantined ? null : "has no hash";

        // Another version may quarantine a body that this one accepted, which then has no hash here.
        var read = EventClassifier.Classify(PackedBody.Read(delivery.Body, delivery.Encoding));
        if (read.CanonicalHash is { } hash)
            return hash.AsSpan().SequenceEqual(delivery.Hash) ? null : "is not the body that was stored: its hash differs";
        return read.EventName is null ? $"cannot be read: {read.Reason}" : null;
    }
}
