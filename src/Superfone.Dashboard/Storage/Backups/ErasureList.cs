using System.Text.Json;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Erasures;

namespace Superfone.Dashboard.Storage.Backups;

/// <summary>
/// The erasures of a log as a file beside its backups, so that an older backup does not bring back who was erased since, even if the data directory is
/// lost. It names contacts by their ids only, and not who asked for the erasure. A restored log also adds its erasures to the lists of the logs that it continues.
/// </summary>
public sealed class ErasureList(SettingStore settings, ErasureTable erasures)
{
    private const string ByRestore = "restore";
    private const int Attempts = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Writes the list durably, even if it is empty: a missing list tells nothing. Blocks its thread.</summary>
    /// <param name="folder">The folder of backups.</param>
    /// <exception cref="BackupException">The list of a former log is damaged.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be written.</exception>
    /// <exception cref="System.Data.Common.DbException">The erasures cannot be read.</exception>
    public void Write(string folder)
    {
        if (settings.Find(SettingStore.LogId) is not { } log)
            return;
        PrivateFiles.CreateFolder(folder);

        // The server and the command 'backup' must not replace a list by an older one.
        using var turn = Lock(folder);
        var all = erasures.All().Select(ListedErasure.Of).ToList();
        Replace(folder, log, Merge(all, TryRead(folder, log)));
        foreach (var former in settings.Find(SettingStore.FormerLogIds)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [])
            Replace(folder, former, Merge(all, ReadListed(folder, former)));
    }

    /// <summary>Reads the list of a log.</summary>
    /// <param name="folder">The folder of backups.</param>
    /// <param name="logId">The GUID of the log.</param>
    /// <returns><see langword="null"/> if there is none.</returns>
    /// <exception cref="BackupException">It is damaged.</exception>
    public static IReadOnlyList<Erasure>? Read(string folder, string logId) => ReadListed(folder, logId)?.ConvertAll(erasure => erasure.ToErasure());

    private static List<ListedErasure>? ReadListed(string folder, string logId)
    {
        var path = PathOf(folder, logId);
        try
        {
            return JsonSerializer.Deserialize<List<ListedErasure>>(File.ReadAllBytes(path), JsonSerializerOptions.Web) ?? throw new JsonException("It is empty.");
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"The list of erasures '{path}' cannot be read; name the former data directory with --erasures-of, or remove the list.", error);
        }
    }

    // The table of its own log has what a damaged list had.
    private static List<ListedErasure>? TryRead(string folder, string logId)
    {
        try
        {
            return ReadListed(folder, logId);
        }
        catch (BackupException)
        {
            return null;
        }
    }

    private static IEnumerable<ListedErasure> Merge(List<ListedErasure> all, List<ListedErasure>? listed) =>
        all.Concat(listed ?? []).DistinctBy(erasure => (erasure.ContactId, erasure.RequestedUtc));

    private static void Replace(string folder, string logId, IEnumerable<ListedErasure> erasures)
    {
        var path = PathOf(folder, logId);
        var part = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            using (var file = new FileStream(part, PrivateFiles.NewFile()))
            {
                JsonSerializer.Serialize(file, erasures, JsonSerializerOptions.Web);
                file.Flush(flushToDisk: true);
            }

            File.Move(part, path, overwrite: true);
            DirectoryFlush.Flush(folder);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static FileStream Lock(string folder)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(Path.Combine(folder, ".superfone-erasures.lock"), PrivateFiles.NewFile(FileMode.OpenOrCreate));
            }
            catch (IOException error) when (DataDirectory.IsHeldByAnother(error) && attempt < Attempts)
            {
                Thread.Sleep(Pause);
            }
        }
    }

    private static string PathOf(string folder, string logId) => Path.Combine(folder, $"erasures-{logId}.json");

    private sealed record ListedErasure(long Id, long ContactId, long UpToDeliveryId, string RequestedBy, DateTime RequestedUtc, DateTime DueUtc)
    {
        public static ListedErasure Of(Erasure erasure) =>
            new(erasure.Id, erasure.ContactId, erasure.UpToDeliveryId, ByRestore, erasure.RequestedUtc, erasure.DueUtc);

        public Erasure ToErasure() => new()
        {
            ContactId = ContactId,
            UpToDeliveryId = UpToDeliveryId,
            RequestedBy = ByRestore,
            RequestedUtc = RequestedUtc,
            DueUtc = DueUtc,
        };
    }
}
