using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Storage.Backups;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.EventLog.Sqlite;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Sqlite;
using Superfone.Events;

namespace Superfone.Dashboard.Tests.Crash.Phases;

/// <summary>What is in a <see cref="KilledFolder"/>: its log and its recordings.</summary>
/// <param name="data">The data directory.</param>
/// <param name="kept">How long things are kept.</param>
internal sealed class KilledLog(string data, TimeSpan kept)
{
    /// <summary>The condition on deliveries that retention deletes; <c>$before</c> is the oldest time that is kept.</summary>
    public const string MayBeDeleted = "ReceivedUtc < $before AND (Status <> 0 OR Event = 'CDR_SUMMARY_READY')";

    private const int Recordings = 120;

    /// <summary>Creates it.</summary>
    /// <param name="deliveries">The number of deliveries after those of the people who are to be erased.</param>
    /// <param name="seed">Determines them.</param>
    /// <returns>The deliveries that nothing may delete or change.</returns>
    public async Task<Dictionary<long, byte[]>> CreateAsync(int deliveries, int seed)
    {
        Directory.CreateDirectory(data);
        using var primary = BackupRestore.FileIn(data);
        await using var context = new PrimaryContext(new DbContextOptionsBuilder<PrimaryContext>().UseSqlite(primary.CreatingConnectionString).Options);
        await context.Database.MigrateAsync();
        var people = KilledFolder.People.SelectMany(Person).Select(Encoding.UTF8.GetBytes).ToList();
        var traffic = new CrashTraffic(seed);
        var now = DateTimeOffset.UtcNow;
        using (var log = new SqliteEventLog(primary, new DeliverySignal()).OpenWriter(TimeSpan.FromMinutes(15)))
        {
            log.Append([.. people.Concat(Enumerable.Range(0, deliveries).Select(_ => traffic.Next())).Select((body, index) => new PendingDelivery(
                ReceivedBody.Plain(body), EventClassifier.Classify(body), (index < deliveries / 2 ? now - (2 * kept) : now).ToUnixTimeMilliseconds()))]);
        }

        foreach (var call in Enumerable.Range(0, Recordings).Select(number => 8_000_000_000 + number).Concat(KilledFolder.People))
            context.Recordings.Add(await StoreAsync(call, (now - (2 * kept)).UtcDateTime));
        await context.SaveChangesAsync();
        var path = Path.Combine(data, PrimaryFile.Name);
        var deletable = new PrimaryRows(path).Read($"SELECT Id FROM Deliveries WHERE {MayBeDeleted}", DateTimeOffset.UtcNow - kept).ToHashSet();
        return StoredBodies.Read(path).Where(body => body.Key > people.Count && !deletable.Contains(body.Key)).ToDictionary();
    }

    private static IEnumerable<string> Person(long id)
    {
        var (phone, uuid) = ($"+919812345{id % 1000:D3}", $"77777777-2b6d-4c3a-9f1e-{id:D12}");
        yield return Payload.Contact(id, phone, "Zarathustra").With("contact_emails", new JsonArray("zarathustra@example.com"));
        yield return Payload.AnsweredCall(id).Named(uuid).With("contact_id", id).With("contact_first_name", "Zarathustra").With("cdr_phone", phone);
        yield return Payload.Summary(uuid, "The wedding of Zarathustra", 60);
        yield return Payload.MissedCall(id + 10, phone: phone);
    }

    private async Task<Recording> StoreAsync(long cdrId, DateTime storedUtc)
    {
        var path = $"recordings/2026/05/15/{cdrId}-{Guid.NewGuid():N}.mp3";
        var audio = Tests.Recordings.StorageServer.Audio(500, (int)(cdrId % 1000));
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(data, path))!);
        await File.WriteAllBytesAsync(Path.Combine(data, path), audio);
        return new Recording
        {
            CdrId = cdrId,
            DeliveryId = 1,
            Status = RecordingStatus.Stored,
            ExpiresUtc = storedUtc,
            Path = path,
            ContentType = "audio/mpeg",
            SizeBytes = audio.Length,
            Sha256 = SHA256.HashData(audio),
            StoredUtc = storedUtc,
        };
    }
}
