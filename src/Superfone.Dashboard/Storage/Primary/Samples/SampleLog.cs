using System.Globalization;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Storage.Primary.Erasures;

namespace Superfone.Dashboard.Storage.Primary.Samples;

/// <summary>The sample data in the primary database. Its removal deletes deliveries from the log, as erasure and retention do.</summary>
public sealed class SampleLog(IPrimaryStore store)
{
    /// <summary>The folder of its recordings, below the data directory.</summary>
    public const string RecordingFolder = "recordings/sample";

    private const int PerStatement = 500;

    private static readonly string[] About =
    [
        $"DELETE FROM Recordings WHERE Path LIKE '{RecordingFolder}/%'",
        "DELETE FROM Decisions WHERE Subject LIKE @phones OR Subject LIKE @uuids",
        "DELETE FROM DeliveryOrigins WHERE NOT EXISTS (SELECT 1 FROM Deliveries WHERE Id = DeliveryId)",
        $"DELETE FROM Settings WHERE Name = '{SettingStore.SampleData}'",
    ];

    /// <summary>Records that deliveries from here on may be sample data.</summary>
    public void Begin()
    {
        using var transaction = new PrimaryTransaction(store);
        transaction.Run($"INSERT INTO Settings (Name, Value) SELECT '{SettingStore.SampleData}', coalesce(MAX(Id), 0) FROM Deliveries WHERE true ON CONFLICT DO NOTHING");
        transaction.Commit();
    }

    /// <summary>Deletes the sample data in one transaction.</summary>
    /// <returns>The new epoch of the log. A read model of an older epoch still contains the data.</returns>
    /// <exception cref="System.Data.Common.DbException">The data could not be deleted; none of it is.</exception>
    public long Remove()
    {
        // The search comes before the transaction: it may have to scan many real deliveries, and the log's writer would wait.
        var traces = FindTraces();
        using var transaction = new PrimaryTransaction(store);
        LogErasure.KeepLastId(transaction);
        Delete(transaction, "Deliveries", "Id", traces.DeliveryIds);

        // No real number or UUID is in the sample's range; the id of a real call may be.
        foreach (var table in new[] { "Recordings", "Hearings", "Decisions" })
            Delete(transaction, table, "CdrId", traces.Calls);
        foreach (var sql in About)
            transaction.Run(sql, ("@phones", $"{SampleAccount.PhonePrefix}%"), ("@uuids", $"{SampleAccount.UuidPrefix}%"));

        // A real call with the id of a sample call has lost the sample's file. Its own recording is downloaded now.
        foreach (var (cdrId, deliveryId, expiresUtc) in traces.Announced)
        {
            transaction.Run(
                """
                INSERT INTO Recordings (CdrId, DeliveryId, Status, ExpiresUtc, Attempts, Playability) VALUES (@cdrId, @deliveryId, 0, @expires, 0, 0)
                ON CONFLICT (CdrId) DO UPDATE SET DeliveryId = excluded.DeliveryId, ExpiresUtc = excluded.ExpiresUtc WHERE Recordings.Status = 0
                """,
                ("@cdrId", cdrId), ("@deliveryId", deliveryId), ("@expires", expiresUtc));
        }

        var epoch = LogErasure.AddEpoch(transaction);
        transaction.Commit();
        return epoch;
    }

    private SampleTraces FindTraces()
    {
        using var connection = store.Open();
        return SampleTraces.Find(connection);
    }

    private static void Delete(PrimaryTransaction transaction, string table, string column, IEnumerable<long> ids)
    {
        foreach (var some in ids.Chunk(PerStatement))
            transaction.Run(string.Create(CultureInfo.InvariantCulture, $"DELETE FROM {table} WHERE {column} IN ({string.Join(", ", some)})"));
    }
}
