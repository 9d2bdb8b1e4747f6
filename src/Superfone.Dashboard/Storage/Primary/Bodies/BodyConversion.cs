using System.Globalization;
using System.Data.Common;

namespace Superfone.Dashboard.Storage.Primary.Bodies;

/// <summary>
/// Compresses the bodies that older versions stored as received, in short transactions. A kill loses at most one of them, which is repeated.
/// </summary>
internal sealed class BodyConversion(IPrimaryStore store, PrimaryWriter writer)
{
    private const int PerTransaction = 200;

    // The last delivery that has been converted, or the end, after which deliveries are compressed when they are appended.
    private const string Reached = "BodiesConverted";
    private const long End = long.MaxValue;

    /// <summary>Reads the progress: the last delivery that has been converted, and the log's last one.</summary>
    /// <returns><see langword="null"/> if nothing is left to convert.</returns>
    public (long Converted, long Last)? ReadProgress()
    {
        using var connection = store.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            $"SELECT coalesce((SELECT CAST(Value AS BIGINT) FROM Settings WHERE Name = '{Reached}'), 0), coalesce((SELECT MAX(Id) FROM Deliveries), 0)";
        using var reader = command.ExecuteReader();
        reader.Read();
        return reader.GetInt64(0) == End ? null : (reader.GetInt64(0), reader.GetInt64(1));
    }

    /// <summary>Compresses the next few bodies.</summary>
    /// <param name="after">The last delivery that has been converted.</param>
    /// <exception cref="DbException">The database cannot be read or written; none of them was changed.</exception>
    /// <exception cref="InvalidDataException">A compressed body cannot be read again; none of them was changed.</exception>
    public Task ConvertAsync(long after)
    {
        var rows = ReadPart(after);
        var reached = rows.Count == 0 ? End : rows[^1].Id;
        var changed = rows.Select(row => (row.Id, row.Body, Compressed: BodyDictionary.Compress(row.Body))).Where(row => row.Compressed is not null).ToList();

        // Nothing is replaced unless it can be read again.
        if (changed.Find(row => !BodyDictionary.Decompress(row.Compressed, BodyDictionary.Current, row.Body.Length).AsSpan().SequenceEqual(row.Body)) is { Id: > 0 } wrong)
            throw new InvalidDataException($"delivery {wrong.Id} differs when it is decompressed");
        return writer.RunAsync(() =>
        {
            using var transaction = new PrimaryTransaction(store);

            // An erasure may have rewritten the body meanwhile.
            foreach (var (id, body, compressed) in changed)
            {
                transaction.Run(
                    "UPDATE Deliveries SET Body = @compressed, Dictionary = @dictionary WHERE Id = @id AND Dictionary IS NULL AND Body = @body",
                    ("@compressed", compressed), ("@dictionary", BodyDictionary.Current), ("@id", id), ("@body", body));
            }

            transaction.Run(
                $"INSERT INTO Settings (Name, Value) VALUES ('{Reached}', @reached) ON CONFLICT (Name) DO UPDATE SET Value = @reached",
                ("@reached", reached.ToString(CultureInfo.InvariantCulture)));
            transaction.Commit();
        });
    }

    private List<(long Id, byte[] Body)> ReadPart(long after)
    {
        using var connection = store.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT Id, Body FROM Deliveries WHERE Id > @after AND Dictionary IS NULL ORDER BY Id LIMIT {PerTransaction}";
        command.Bind("@after", after);
        using var reader = command.ExecuteReader();
        List<(long, byte[])> rows = [];
        while (reader.Read())
            rows.Add((reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)));
        return rows;
    }
}
