using System.Text.Json;
using Superfone.Dashboard.Storage.Primary.Erasures;

namespace Superfone.Dashboard.Storage.Backups;

/// <summary>
/// The erasures of a log as a file beside its backups, so that an older backup does not bring back who was erased since, even if the data directory is
/// lost. It names contacts by their ids only.
/// </summary>
public static class ErasureList
{
    /// <summary>Writes the list durably.</summary>
    /// <param name="folder">The folder of backups.</param>
    /// <param name="logId">The GUID of the log.</param>
    /// <param name="erasures">All erasures of the log.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be written.</exception>
    public static void Write(string folder, string logId, IReadOnlyList<Erasure> erasures)
    {
        PrivateFiles.CreateFolder(folder);
        var path = PathOf(folder, logId);
        using (var file = new FileStream($"{path}.part", PrivateFiles.NewFile(FileMode.Create)))
        {
            JsonSerializer.Serialize(file, erasures.Select(ListedErasure.Of), JsonSerializerOptions.Web);
            file.Flush(flushToDisk: true);
        }

        File.Move($"{path}.part", path, overwrite: true);
        DirectoryFlush.Flush(folder);
    }

    /// <summary>Reads the list; empty if there is none.</summary>
    /// <param name="folder">The folder of backups.</param>
    /// <param name="logId">The GUID of the log.</param>
    /// <exception cref="BackupException">It is damaged.</exception>
    public static IReadOnlyList<Erasure> Read(string folder, string logId)
    {
        var path = PathOf(folder, logId);
        if (!File.Exists(path))
            return [];
        try
        {
            return [.. (JsonSerializer.Deserialize<List<ListedErasure>>(File.ReadAllBytes(path), JsonSerializerOptions.Web) ?? []).Select(erasure => erasure.ToErasure())];
        }
        catch (JsonException error)
        {
            throw new BackupException($"The list of erasures '{path}' is damaged; name the former data directory with --erasures-of, or remove the list.", error);
        }
    }

    private static string PathOf(string folder, string logId) => Path.Combine(folder, $"erasures-{logId}.json");

    private sealed record ListedErasure(long Id, long ContactId, long UpToDeliveryId, string RequestedBy, DateTime RequestedUtc, DateTime DueUtc)
    {
        public static ListedErasure Of(Erasure erasure) =>
            new(erasure.Id, erasure.ContactId, erasure.UpToDeliveryId, erasure.RequestedBy, erasure.RequestedUtc, erasure.DueUtc);

        public Erasure ToErasure() => new()
        {
            Id = Id,
            ContactId = ContactId,
            UpToDeliveryId = UpToDeliveryId,
            RequestedBy = RequestedBy,
            RequestedUtc = RequestedUtc,
            DueUtc = DueUtc,
        };
    }
}
