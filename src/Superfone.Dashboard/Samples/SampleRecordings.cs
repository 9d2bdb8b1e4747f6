using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Samples;
using Superfone.Events;
using Superfone.Simulation;

namespace Superfone.Dashboard.Samples;

/// <summary>
/// The recordings of the latest sample calls. They are stored as files before they are announced, because there is no server to download them
/// from. The other calls have no recording, and none is announced.
/// </summary>
public sealed class SampleRecordings(DataDirectory directory, IDbContextFactory<PrimaryContext> primaries, PrimaryWriter writer, TimeProvider time)
{
    private const int Most = 5;
    private const int LongestSeconds = 75;

    /// <summary>The folder of the files, below the data directory.</summary>
    internal const string Folder = SampleLog.RecordingFolder;

    /// <summary>The server that their URLs name; it does not exist.</summary>
    public static readonly Uri Server = new("https://recordings.sample.invalid/");

    /// <summary>Stores the latest recordings, and removes the announcements of the others.</summary>
    /// <param name="events">The events of the sample business.</param>
    /// <returns>The events to append to the log.</returns>
    public async Task<IReadOnlyList<SimulatedEvent>> StoreAsync(IEnumerable<SimulatedEvent> events)
    {
        var all = events.ToList();
        var recorded = all.Select(simulated => simulated.Event).OfType<CallEvent>().Where(IsAnnouncement)
            .Where(call => call.DurationSeconds <= LongestSeconds).TakeLast(Most).ToHashSet();
        PrivateFiles.CreateFolder(Path.Combine(directory.Path, Folder));
        await using (var primary = await primaries.CreateDbContextAsync())
        {
            // A real call may have the id of a sample call: its recording must not be replaced.
            var ids = recorded.Select(call => call.CdrId).ToList();
            var taken = await primary.Recordings.Where(row => ids.Contains(row.CdrId)).Select(row => row.CdrId).ToListAsync();
            recorded.RemoveWhere(call => taken.Contains(call.CdrId));
        }

        var rows = recorded.Select(Store).ToList();
        await writer.RunAsync(() =>
        {
            using var primary = primaries.CreateDbContext();
            primary.Recordings.AddRange(rows);
            primary.SaveChanges();
        });
        return [.. all.Where(simulated => simulated.Event is not CallEvent call || !IsAnnouncement(call) || recorded.Contains(call))];
    }

    /// <summary>Records the deliveries that announced them.</summary>
    internal Task AnnouncedAsync(IReadOnlyList<SimulatedEvent> events, IReadOnlyList<Receipt> receipts) => writer.RunAsync(() =>
    {
        using var primary = primaries.CreateDbContext();
        foreach (var (simulated, receipt) in events.Zip(receipts))
        {
            if (simulated.Event is CallEvent call && IsAnnouncement(call))
                primary.Recordings.Where(row => row.CdrId == call.CdrId && row.Path!.StartsWith(Folder)).ExecuteUpdate(row => row.SetProperty(one => one.DeliveryId, receipt.DeliveryId));
        }
    });

    /// <summary>Deletes the files.</summary>
    public void Delete()
    {
        var folder = Path.Combine(directory.Path, Folder);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private static bool IsAnnouncement(CallEvent call) => call.Kind == EventKind.RecordingAvailable;

    private Recording Store(CallEvent call)
    {
        using var content = new MemoryStream();
        RecordingAudio.At(new Uri(call.RecordingUrl!))!.Write(content);
        var bytes = content.ToArray();
        var path = $"{Folder}/{call.CdrId}.wav";
        using var file = new FileStream(Path.Combine(directory.Path, path), PrivateFiles.NewFile(FileMode.Create));
        file.Write(bytes);
        var now = time.GetUtcNow().UtcDateTime;
        return new Recording
        {
            CdrId = call.CdrId,
            Status = RecordingStatus.Stored,
            ExpiresUtc = RecordingUrl.ExpiresUtc(call.RecordingUrl!) ?? now,
            Path = path,
            ContentType = RecordingAudio.ContentType,
            SizeBytes = bytes.Length,
            Sha256 = SHA256.HashData(bytes),
            StoredUtc = now,
        };
    }
}
