using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Storage.Backups;
using Superfone.Dashboard.Storage.Backups.Places;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Backups;

/// <summary>A running application with stored recordings, and a folder for its backups.</summary>
internal sealed class BackupWorld(RunningDashboard dashboard, string folder) : IAsyncDisposable
{
    public const string Passphrase = "a long passphrase";

    /// <summary>The application.</summary>
    public RunningDashboard Dashboard => dashboard;

    /// <summary>A client of its API.</summary>
    public ApiDashboard Api { get; } = new(dashboard);

    /// <summary>Where backups can lie.</summary>
    public BackupPlaces Places => dashboard.Services.GetRequiredService<BackupPlaces>();

    /// <summary>The folder of backups, and whatever else a test writes.</summary>
    public string Folder => folder;

    /// <summary>Starts one.</summary>
    /// <param name="settings">Configured values.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="recordings">How many recordings are stored.</param>
    /// <param name="folder">The folder of backups; a new one if absent.</param>
    public static async Task<BackupWorld> StartAsync(
        IReadOnlyDictionary<string, string?>? settings = null, TimeProvider? time = null, int recordings = 3, string? folder = null)
    {
        var world = new BackupWorld(await RunningDashboard.StartAsync(settings, time), folder ?? Directory.CreateTempSubdirectory("superfone-backups-").FullName);
        for (var call = 1; call <= recordings; call++)
            await world.StoreAsync(call);
        return world;
    }

    /// <summary>Posts a call and stores its recording.</summary>
    /// <returns>The path of the file below the data directory.</returns>
    public async Task<string> StoreAsync(long cdrId, int size = 100_000)
    {
        await Api.PostAsync(Payload.AnsweredCall(cdrId), Payload.Sample("CDR_RECORDING_AVAILABLE").With("cdr_id", cdrId));
        var path = $"recordings/2026/05/15/{cdrId}-{Guid.NewGuid():N}.mp3";
        var bytes = RandomNumberGenerator.GetBytes(size);
        Directory.CreateDirectory(Path.GetDirectoryName(FileOf(path))!);
        await File.WriteAllBytesAsync(FileOf(path), bytes);
        await using var primary = await PrimaryAsync();
        await primary.Recordings.Where(recording => recording.CdrId == cdrId).ExecuteDeleteAsync();
        primary.Recordings.Add(new Recording
        {
            CdrId = cdrId,
            DeliveryId = 1,
            Status = RecordingStatus.Stored,
            ExpiresUtc = DateTime.UtcNow,
            Path = path,
            ContentType = "audio/mpeg",
            SizeBytes = size,
            Sha256 = SHA256.HashData(bytes),
            StoredUtc = DateTime.UtcNow,
        });
        await primary.SaveChangesAsync();
        return path;
    }

    /// <summary>Forgets a recording and deletes its file, as an erasure does.</summary>
    public async Task EraseAsync(long cdrId)
    {
        await using var primary = await PrimaryAsync();
        var row = await primary.Recordings.SingleAsync(recording => recording.CdrId == cdrId);
        primary.Recordings.Remove(row);
        await primary.SaveChangesAsync();
        File.Delete(FileOf(row.Path!));
    }

    /// <summary>Makes a backup in this process.</summary>
    public WrittenBackup Backup(string? passphrase = null, IProgress<double>? progress = null, bool rereads = false, string? place = null) => dashboard.Services.GetRequiredService<BackupWriter>().Write(
        new BackupOrder(place ?? Folder) { Passphrase = passphrase, RereadsLinked = rereads }, progress, TestContext.Current.CancellationToken);

    /// <summary>Restores a backup beside the backups.</summary>
    public RestoredBackup Restore(string backup, string? passphrase = null, string? erasuresOf = null, string name = "restored", bool unauthenticated = false) => BackupRestore.Restore(
        new RestoreOrder(backup, Path.Combine(Folder, name)) { Places = Places, Passphrase = passphrase, ErasuresOf = erasuresOf, AllowsUnauthenticated = unauthenticated }, null, TestContext.Current.CancellationToken);

    /// <summary>The full path of a file of the data directory.</summary>
    public string FileOf(string path) => Path.Combine(dashboard.DataDirectory, path);

    /// <summary>The names of everything in the folder of backups.</summary>
    public IReadOnlyList<string> Names => [.. Directory.GetFileSystemEntries(Folder).Select(entry => Path.GetFileName(entry)).Where(name => !name.EndsWith(".lock", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>The primary database.</summary>
    public Task<PrimaryContext> PrimaryAsync() => dashboard.Services.GetRequiredService<IDbContextFactory<PrimaryContext>>().CreateDbContextAsync();

    /// <summary>The files below a folder, by relative path, with the hash of each.</summary>
    public static SortedDictionary<string, string> Hashes(string folder) => new(Directory.GetFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(
        file => Path.GetRelativePath(folder, file).Replace('\\', '/'), file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))), StringComparer.Ordinal);

    public async ValueTask DisposeAsync()
    {
        await Api.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
