using System.Text.Json;
using Superfone.Dashboard.Domain.Privacy;

namespace Superfone.Dashboard.Storage.Primary.Erasures;

/// <summary>The table of erasures. Every change is durable when its method returns.</summary>
public sealed class ErasureTable(IPrimaryStore store)
{
    private const string Columns = "Id, ContactId, UpToDeliveryId, RequestedBy, RequestedUtc, DueUtc, Keys, HiddenUtc, DoneUtc";

    /// <summary>Requests an erasure of what is in the log now. If one of the contact has not begun yet, that one is due at the earlier time.</summary>
    /// <param name="contactId">The contact.</param>
    /// <param name="by">Who requests it.</param>
    /// <param name="nowUtc">The current time, UTC.</param>
    /// <param name="dueUtc">When it is due, UTC.</param>
    /// <returns>Its id.</returns>
    public long Request(long contactId, string by, DateTime nowUtc, DateTime dueUtc)
    {
        using var transaction = new PrimaryTransaction(store);
        var id = transaction.Read(
            "UPDATE Erasures SET DueUtc = CASE WHEN DueUtc < @due THEN DueUtc ELSE @due END WHERE ContactId = @contact AND Keys IS NULL AND HiddenUtc IS NULL AND DoneUtc IS NULL RETURNING Id",
            row => row.GetInt64(0), ("@contact", contactId), ("@due", dueUtc));
        if (id.Count == 0)
        {
            id = transaction.Read(
                """
                INSERT INTO Erasures (ContactId, UpToDeliveryId, RequestedBy, RequestedUtc, DueUtc)
                VALUES (@contact, (SELECT coalesce(MAX(Id), 0) FROM Deliveries), @by, @now, @due) RETURNING Id
                """,
                row => row.GetInt64(0), ("@contact", contactId), ("@by", by), ("@now", nowUtc), ("@due", dueUtc));
        }

        transaction.Commit();
        return id[0];
    }

    /// <summary>Finds an erasure; <see langword="null"/> if there is none.</summary>
    public Erasure? Find(long id) => Read("Id = @value", id).SingleOrDefault();

    /// <summary>The erasures that are not done, in order.</summary>
    public IReadOnlyList<Erasure> Unfinished() => Read("DoneUtc IS NULL", 0);

    /// <summary>All erasures, done or not, which a restored backup must apply again.</summary>
    public IReadOnlyList<Erasure> All() => Read("true", 0);

    /// <summary>Makes an erasure due.</summary>
    /// <returns>Whether it was not done yet.</returns>
    public bool Hasten(long id, DateTime nowUtc) => Change("UPDATE Erasures SET DueUtc = CASE WHEN DueUtc < @now THEN DueUtc ELSE @now END WHERE Id = @id AND DoneUtc IS NULL", ("@id", id), ("@now", nowUtc)) > 0;

    /// <summary>Stores what identifies the person, so that a killed erasure can continue.</summary>
    public void SaveKeys(long id, PersonKeys keys) =>
        Change("UPDATE Erasures SET Keys = @keys WHERE Id = @id", ("@id", id), ("@keys", JsonSerializer.Serialize(keys, JsonSerializerOptions.Default)));

    /// <summary>Records that nothing of the person is shown, and forgets what identifies it.</summary>
    public void Hidden(long id, DateTime nowUtc) => Change("UPDATE Erasures SET HiddenUtc = @now, Keys = NULL WHERE Id = @id", ("@id", id), ("@now", nowUtc));

    /// <summary>Records that nothing of the person is stored.</summary>
    public void Done(long id, DateTime nowUtc) => Change("UPDATE Erasures SET DoneUtc = @now WHERE Id = @id", ("@id", id), ("@now", nowUtc));

    /// <summary>
    /// Adds erasures that were requested since a restored backup was made. They are applied at the next start; those that the backup
    /// includes are left alone. They get new ids, because another log may have given theirs to others.
    /// </summary>
    /// <param name="erasures">What <see cref="All"/> returned of the folder that the backup replaces.</param>
    public void Restore(IEnumerable<Erasure> erasures)
    {
        using var transaction = new PrimaryTransaction(store);
        foreach (var erasure in erasures)
        {
            if (transaction.Run(
                "UPDATE Erasures SET DueUtc = CASE WHEN DoneUtc IS NULL THEN @due ELSE DueUtc END WHERE ContactId = @contact AND RequestedUtc = @requested",
                ("@contact", erasure.ContactId), ("@requested", erasure.RequestedUtc), ("@due", erasure.DueUtc)) > 0)
                continue;
            transaction.Run(
                """
                INSERT INTO Erasures (ContactId, UpToDeliveryId, RequestedBy, RequestedUtc, DueUtc)
                VALUES (@contact, @upTo, @by, @requested, @due)
                """,
                ("@contact", erasure.ContactId), ("@upTo", erasure.UpToDeliveryId), ("@by", erasure.RequestedBy),
                ("@requested", erasure.RequestedUtc), ("@due", erasure.DueUtc));
        }

        transaction.Commit();
    }

    private int Change(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var transaction = new PrimaryTransaction(store);
        var count = transaction.Run(sql, values);
        transaction.Commit();
        return count;
    }

    private List<Erasure> Read(string condition, long value)
    {
        using var transaction = new PrimaryTransaction(store);
        return transaction.Read(
            $"SELECT {Columns} FROM Erasures WHERE {condition} ORDER BY Id",
            row => new Erasure
            {
                Id = row.GetInt64(0),
                ContactId = row.GetInt64(1),
                UpToDeliveryId = row.GetInt64(2),
                RequestedBy = row.GetString(3),
                RequestedUtc = UtcMilliseconds.ToInstant(row.GetInt64(4)),
                DueUtc = UtcMilliseconds.ToInstant(row.GetInt64(5)),
                Keys = row.IsDBNull(6) ? null : row.GetString(6),
                HiddenUtc = row.IsDBNull(7) ? null : UtcMilliseconds.ToInstant(row.GetInt64(7)),
                DoneUtc = row.IsDBNull(8) ? null : UtcMilliseconds.ToInstant(row.GetInt64(8)),
            },
            ("@value", value));
    }
}
