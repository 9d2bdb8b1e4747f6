using System.Globalization;
using Superfone.Dashboard.Domain.Privacy;
using Superfone.Dashboard.Storage.Primary.Bodies;
using Superfone.Events;

namespace Superfone.Dashboard.Storage.Primary.Erasures;

/// <summary>A delivery as it is searched for people.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">Its state.</param>
/// <param name="Content">The decompressed body.</param>
public sealed record SearchedDelivery(long Id, DeliveryState Status, byte[] Content)
{
    /// <summary>Whether it was accepted as a documented event, once or repeatedly.</summary>
    public bool IsEvent => Status is DeliveryState.Accepted or DeliveryState.Duplicate;
}

/// <summary>Takes people out of the log of deliveries, in short transactions, so that ingest does not wait.</summary>
public sealed class LogErasure(IPrimaryStore store)
{
    private const int PerTransaction = 200;

    /// <summary>Reads deliveries in order, without a lock.</summary>
    /// <param name="upTo">The last delivery.</param>
    public IEnumerable<SearchedDelivery> Read(long upTo) => KeysetRead.All(after => ReadPart(after, upTo), delivery => delivery.Id);

    /// <summary>Rewrites or deletes the deliveries that speak of people, and keeps the originals as <see cref="WithheldItem"/>s if asked to.</summary>
    /// <param name="erasure">What becomes of a body.</param>
    /// <param name="upTo">The last delivery.</param>
    /// <param name="withheldBy">The erasure that keeps the originals until it is due; <see langword="null"/> to keep nothing.</param>
    /// <param name="cancellation">Stops between two transactions; running it again continues.</param>
    /// <returns>The number of deliveries that were rewritten or deleted.</returns>
    public int Apply(BodyErasure erasure, long upTo, long? withheldBy, CancellationToken cancellation)
    {
        var count = 0;
        foreach (var part in Read(upTo).Chunk(PerTransaction))
        {
            cancellation.ThrowIfCancellationRequested();
            var changed = part.Select(delivery => (delivery.Id, Result: erasure.Apply(delivery.Content, delivery.IsEvent)))
                .Where(change => change.Result != ErasedBody.Untouched).ToList();
            if (changed.Count == 0)
                continue;
            using var transaction = new PrimaryTransaction(store);
            KeepLastId(transaction);
            foreach (var (id, result) in changed)
                Apply(transaction, id, result, withheldBy);
            MarkErased(transaction);
            transaction.Commit();
            count += changed.Count;
        }

        return count;
    }

    /// <summary>Records, in the transaction that deletes deliveries, that ids are missing from now on.</summary>
    internal static void MarkErased(PrimaryTransaction transaction) =>
        transaction.Run($"INSERT INTO Settings (Name, Value) VALUES ('{SettingStore.LogErased}', '1') ON CONFLICT DO NOTHING");

    /// <summary>Records the last delivery before deliveries are deleted, so that its number is not given again.</summary>
    internal static void KeepLastId(PrimaryTransaction transaction) => transaction.Run(
        $"""
        INSERT INTO Settings (Name, Value) SELECT '{SettingStore.LastRemovable}', coalesce(MAX(Id), 0) FROM Deliveries WHERE true
        ON CONFLICT (Name) DO UPDATE SET Value = excluded.Value WHERE CAST(excluded.Value AS BIGINT) > CAST(Settings.Value AS BIGINT)
        """);

    /// <summary>Records that the log has lost deliveries, so that the read model is computed again.</summary>
    /// <returns>The new epoch of the log.</returns>
    internal static long AddEpoch(PrimaryTransaction transaction) => transaction.Read(
        $"""
        INSERT INTO Settings (Name, Value) VALUES ('{SettingStore.LogEpoch}', '1')
        ON CONFLICT (Name) DO UPDATE SET Value = CAST(Settings.Value AS BIGINT) + 1 RETURNING Settings.Value
        """,
        row => long.Parse(row.GetString(0), CultureInfo.InvariantCulture)).Single();

    private static void Apply(PrimaryTransaction transaction, long id, ErasedBody result, long? withheldBy)
    {
        if (withheldBy is not null)
        {
            var original = transaction.Read(
                $"SELECT {StoredBody.Columns} FROM Deliveries WHERE Id = @id", row => StoredBody.Read(row, 0), ("@id", id)).Single();
            transaction.Run(
                """
                INSERT INTO WithheldItems (ErasureId, DeliveryId, ReceivedUtc, Encoding, Body)
                SELECT @erasure, Id, ReceivedUtc, Encoding, @body FROM Deliveries WHERE Id = @id
                """,
                ("@erasure", withheldBy), ("@id", id), ("@body", original.Received()));
        }

        if (result.Body is { } body)
        {
            // The hash must not be that of the original: it would betray whoever guesses the content.
            var compressed = BodyDictionary.Compress(body);
            transaction.Run(
                "UPDATE Deliveries SET Body = @body, Dictionary = @dictionary, Encoding = NULL, SizeBytes = @size, Hash = @hash WHERE Id = @id",
                ("@body", compressed ?? body), ("@dictionary", compressed is null ? null : BodyDictionary.Current), ("@size", body.Length), ("@hash", EventClassifier.Classify(body).CanonicalHash), ("@id", id));
        }
        else
        {
            transaction.Run("DELETE FROM Deliveries WHERE Id = @id", ("@id", id));
            transaction.Run("DELETE FROM DeliveryOrigins WHERE DeliveryId = @id", ("@id", id));
        }
    }

    private List<SearchedDelivery> ReadPart(long after, long upTo)
    {
        using var connection = store.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT Id, Status, {StoredBody.Columns} FROM Deliveries WHERE Id > @after AND Id <= @upTo ORDER BY Id LIMIT {PerTransaction}";
        command.Bind("@after", after);
        command.Bind("@upTo", upTo);
        using var reader = command.ExecuteReader();
        List<SearchedDelivery> part = [];
        while (reader.Read())
            part.Add(new SearchedDelivery(reader.GetInt64(0), (DeliveryState)reader.GetInt32(1), StoredBody.Read(reader, 2).ContentOrBytes()));

        return part;
    }
}
