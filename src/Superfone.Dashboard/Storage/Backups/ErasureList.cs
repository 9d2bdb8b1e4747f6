using System.Text.Json;
using Superfone.Dashboard.Storage.Backups.Places;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Erasures;

namespace Superfone.Dashboard.Storage.Backups;

/// <summary>
/// The erasures of a log as a file beside its backups, so that an older backup does not bring back who was erased since, even if the data directory is
/// lost. It names contacts by their ids only, and not who asked for the erasure. A restored log also adds its erasures to the lists of the logs that it continues.
/// </summary>
public sealed class ErasureList(SettingStore settings, ErasureTable erasures, BackupPlaces places)
{
    private const string ByRestore = "restore";

    /// <summary>Writes the list durably, even if it is empty: a missing list tells nothing. Blocks its thread.</summary>
    /// <param name="folder">The full path or address of the place of backups.</param>
    /// <exception cref="BackupException">The list of a former log is damaged.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be written.</exception>
    /// <exception cref="System.Data.Common.DbException">The erasures cannot be read.</exception>
    public void Write(string folder)
    {
        if (settings.Find(SettingStore.LogId) is not { } log)
            return;
        var place = places.At(folder);
        var all = erasures.All().Select(ListedErasure.Of).ToList();
        place.Replace(NameOf(log), list => Serialize(Merge(all, TryParse(log, list))));
        foreach (var former in settings.Find(SettingStore.FormerLogIds)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [])
            place.Replace(NameOf(former), list => Serialize(Merge(all, Parse(former, list))));
    }

    /// <summary>Reads the list of a log.</summary>
    /// <param name="place">The place of the backups.</param>
    /// <param name="logId">The GUID of the log.</param>
    /// <returns><see langword="null"/> if there is none.</returns>
    /// <exception cref="BackupException">It is damaged.</exception>
    internal static IReadOnlyList<Erasure>? Read(IBackupPlace place, string logId) => Parse(logId, place.Read(NameOf(logId)))?.ConvertAll(erasure => erasure.ToErasure());

    // The table of its own log has what a damaged list had.
    private static List<ListedErasure>? TryParse(string logId, byte[]? list)
    {
        try
        {
            return Parse(logId, list);
        }
        catch (BackupException)
        {
            return null;
        }
    }

    private static List<ListedErasure>? Parse(string logId, byte[]? list)
    {
        try
        {
            return list is null ? null : JsonSerializer.Deserialize<List<ListedErasure>>(list, JsonSerializerOptions.Web) ?? throw new JsonException("It is empty.");
        }
        catch (JsonException error)
        {
            throw new BackupException($"The list of erasures '{NameOf(logId)}' cannot be read; name the former data directory with --erasures-of, or remove the list.", error);
        }
    }

    private static IEnumerable<ListedErasure> Merge(List<ListedErasure> all, List<ListedErasure>? listed) =>
        all.Concat(listed ?? []).DistinctBy(erasure => (erasure.ContactId, erasure.RequestedUtc));

    private static byte[] Serialize(IEnumerable<ListedErasure> erasures) => JsonSerializer.SerializeToUtf8Bytes(erasures, JsonSerializerOptions.Web);

    private static string NameOf(string logId) => $"erasures-{logId}.json";

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
