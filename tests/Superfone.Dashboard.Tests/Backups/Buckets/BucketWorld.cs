using Superfone.Dashboard.Storage.Backups;
using Superfone.Dashboard.Tests.Recordings.Buckets;

namespace Superfone.Dashboard.Tests.Backups.Buckets;

/// <summary>A running application with recordings in its data directory, and a store for its backups.</summary>
internal sealed class BucketWorld(BackupWorld world, ObjectServer server) : IAsyncDisposable
{
    public const string Place = $"s3://{ObjectServer.Bucket}/office";

    public BackupWorld World => world;

    public ObjectServer Server => server;

    public static async Task<BucketWorld> StartAsync(int recordings = 2, string? passphrase = null, bool isImpatient = false)
    {
        var server = await ObjectServer.StartAsync();
        return new BucketWorld(await BackupWorld.StartAsync(new Dictionary<string, string?>(server.Settings)
        {
            ["Superfone:Recordings:Store"] = "files",
            ["Superfone:Recordings:ReserveBytes"] = "0",
            ["Superfone:Recordings:StallTimeout"] = isImpatient ? "00:00:05" : "00:00:30",
            ["Superfone:Backup:Directory"] = Place,
            ["Superfone:Backup:Passphrase"] = passphrase,
        }, recordings: recordings), server);
    }

    public WrittenBackup Backup(string? passphrase = null, bool rereads = false) => world.Backup(passphrase, rereads: rereads, place: Place);

    /// <summary>The addresses of the backups, newest first.</summary>
    public IReadOnlyList<string> Backups => [.. world.Places.At(Place).Find().Select(backup => backup.Path)];

    /// <summary>The keys of what backups share.</summary>
    public IReadOnlyList<string> Files => [.. server.Objects.Keys.Where(key => key.StartsWith("office/files/", StringComparison.Ordinal))];

    /// <summary>The key of the first recording of a backup.</summary>
    public static string RecordingOf(BackupManifest manifest, out string path)
    {
        var file = manifest.Files.First(file => file.Path.StartsWith("recordings/", StringComparison.Ordinal));
        path = file.Path;
        return $"office/files/{file.Sha256}";
    }

    /// <summary>Changes a byte of an object.</summary>
    public void Flip(string key)
    {
        var bytes = server.Objects[key].ToArray();
        bytes[bytes.Length / 2] ^= 1;
        server.Restore(key, bytes);
    }

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        await server.DisposeAsync();
    }
}
