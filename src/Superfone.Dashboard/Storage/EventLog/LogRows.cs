using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Bodies;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Storage.EventLog;

/// <summary>The rows of the log, which are the same in both stores.</summary>
internal static class LogRows
{
    /// <summary>The settings that a <see cref="LogStamp"/> is made of.</summary>
    public static readonly string[] StampSettings = [SettingStore.LogId, SettingStore.LogEpoch, SettingStore.RebuildRequests];

    /// <summary>The columns of a decision.</summary>
    public const string DecisionColumns = "Id, AfterDeliveryId, AtUtc, Kind, Subject, CdrId, Note, DecidedBy";

    /// <summary>Identifies the log by its settings.</summary>
    public static LogStamp StampOf(IReadOnlyDictionary<string, string> settings)
    {
        return new LogStamp(
            settings.GetValueOrDefault(SettingStore.LogId, ""), Number(SettingStore.LogEpoch), Number(SettingStore.RebuildRequests));

        long Number(string name) => long.TryParse(settings.GetValueOrDefault(name), CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    /// <summary>The hash of a delivery and a decision, each as one text or null; see <see cref="Checkpoint.LogHash"/>.</summary>
    public static string HashOf(object delivery, object decision) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{delivery}\n{decision}")));

    /// <summary>Adds the body of a delivery. One damaged body must not stop the reader.</summary>
    public static LogEntry WithBody(LogEntry entry, StoredBody body)
    {
        try
        {
            return entry with { Body = body.Content() };
        }
        catch (InvalidDataException error)
        {
            return entry with { Damage = error.Message };
        }
    }

    /// <summary>The decompressed body of a delivery.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static byte[] ReadContent(long deliveryId, StoredBody body)
    {
        try
        {
            return body.Content();
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"Delivery {deliveryId} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Reads <see cref="DecisionColumns"/>.</summary>
    public static Decision ReadDecision(DbDataReader row) => new()
    {
        Id = row.GetInt64(0),
        AfterDeliveryId = row.GetInt64(1),
        AtUtc = UtcMilliseconds.ToInstant(row.GetInt64(2)),
        Kind = (DecisionKind)row.GetInt32(3),
        Subject = row.GetString(4),
        CdrId = row.IsDBNull(5) ? null : row.GetInt64(5),
        Note = row.IsDBNull(6) ? null : row.GetString(6),
        DecidedBy = row.GetString(7),
    };
}
