using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Data.Common;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Storage.Primary.Bodies;
using Superfone.Events;
using Superfone.Events.Reading;

namespace Superfone.Dashboard.Storage.Primary.Samples;

/// <summary>The part of the log that is sample data.</summary>
/// <param name="DeliveryIds">The deliveries of the sample.</param>
/// <param name="Calls">The calls that only sample deliveries are about. A real call may have the id of a sample call.</param>
/// <param name="Announced">The recordings that real deliveries announced for the other calls, in log order.</param>
internal sealed record SampleTraces(
    IReadOnlyList<long> DeliveryIds, IReadOnlyCollection<long> Calls, IReadOnlyList<(long CdrId, long DeliveryId, DateTime ExpiresUtc)> Announced)
{
    private const string IsSample =
        $"Account = @account AND Id > (SELECT CAST(Value AS BIGINT) FROM Settings WHERE Name = '{SettingStore.SampleData}')";

    /// <summary>Searches the log.</summary>
    public static SampleTraces Find(DbConnection connection)
    {
        List<long> deliveries = [];
        HashSet<long> calls = [];
        foreach (var (id, _, body) in Read(connection, IsSample))
        {
            deliveries.Add(id);
            if (CallOf(body) is { } call)
                calls.Add(call);
        }

        if (calls.Count == 0)
            return new(deliveries, calls, []);

        // Only bodies that may contain such an id are parsed: those with its first digits.
        var digits = Encoding.UTF8.GetBytes(CommonDigits(calls.Min(), calls.Max()));
        HashSet<long> real = [];
        List<(long, long, DateTime)> announced = [];
        foreach (var (id, receivedUtc, body) in Read(connection, $"({IsSample}) IS NOT TRUE"))
        {
            if (body.AsSpan().IndexOf(digits) < 0 || CallOf(body) is not { } call || !calls.Contains(call))
                continue;
            real.Add(call);
            if (RecordingAnnouncement.Find(body) is { } recording)
                announced.Add((call, id, RecordingUrl.ExpiresUtc(recording.Url, receivedUtc)));
        }

        calls.ExceptWith(real);
        return new(deliveries, calls, announced);
    }

    private static IEnumerable<(long Id, DateTime ReceivedUtc, byte[] Body)> Read(DbConnection connection, string condition)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT Id, ReceivedUtc, {StoredBody.Columns} FROM Deliveries WHERE {condition} ORDER BY Id";
        command.Bind("@account", SampleAccount.Number);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return (reader.GetInt64(0), UtcMilliseconds.ToInstant(reader.GetInt64(1)), StoredBody.Read(reader, 2).ContentOrBytes());
    }

    private static long? CallOf(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(EventClassifier.WithoutByteOrderMark(body));
            return document.RootElement.ValueKind == JsonValueKind.Object
                && LenientJson.TryWholeNumber(LenientJson.Field(document.RootElement, "cdr_id"), out var cdrId) ? cdrId : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string CommonDigits(long first, long last)
    {
        var (one, other) = (first.ToString(CultureInfo.InvariantCulture), last.ToString(CultureInfo.InvariantCulture));
        return one[..one.AsSpan().CommonPrefixLength(other)];
    }
}
