using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Storage.ReadModel.Snapshots;

/// <summary>The name of a snapshot, which says whether it fits before any of it is read.</summary>
/// <param name="Schema">The version of its tables; see <see cref="ReadModelSchema.Version"/>.</param>
/// <param name="Basis">A hash of what it was computed for; see <see cref="ReadModelStamp"/>.</param>
/// <param name="Epoch">The epoch of its log, which each erasure increases.</param>
/// <param name="RebuildRequests">The number of rebuild requests that it includes.</param>
/// <param name="DeliveryId">The last delivery that it includes.</param>
/// <param name="Sha256">The SHA-256 of the packed file, in lower-case hexadecimal.</param>
internal sealed partial record SnapshotName(int Schema, string Basis, long Epoch, long RebuildRequests, long DeliveryId, string Sha256)
{
    /// <summary>The name of a new one.</summary>
    /// <param name="checkpoint">Its checkpoint.</param>
    /// <param name="sha256">The SHA-256 of the packed file, in lower-case hexadecimal.</param>
    public static SnapshotName Of(Checkpoint checkpoint, string sha256) =>
        new(ReadModelSchema.Version, BasisOf(checkpoint.MadeFor), checkpoint.LogEpoch, checkpoint.RebuildRequests, checkpoint.DeliveryId, sha256);

    /// <summary>Reads a name; <see langword="null"/> if it is none.</summary>
    public static SnapshotName? Parse(string name) => Pattern().Match(name) is not { Success: true } found ? null : new SnapshotName(
        (int)Number(found, 1), found.Groups[2].Value, Number(found, 3), Number(found, 4), Number(found, 5), found.Groups[6].Value);

    /// <summary>Whether it is of the current state of a log, and of this version.</summary>
    /// <param name="log">The log.</param>
    /// <param name="madeFor">What a read model must be computed for.</param>
    public bool Fits(LogStamp log, string madeFor) =>
        Schema == ReadModelSchema.Version && Basis == BasisOf(madeFor) && Epoch == log.Epoch && RebuildRequests >= log.RebuildRequests;

    /// <summary>The name.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Schema}-{Basis}-{Epoch}-{RebuildRequests}-{DeliveryId}-{Sha256}.zst");

    private static long Number(Match found, int group) => long.Parse(found.Groups[group].Value, CultureInfo.InvariantCulture);

    private static string BasisOf(string madeFor) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(madeFor)).AsSpan(0, 8));

    [GeneratedRegex("^([0-9]{1,9})-([0-9a-f]{16})-([0-9]{1,18})-([0-9]{1,18})-([0-9]{1,18})-([0-9a-f]{64})\\.zst$")]
    private static partial Regex Pattern();
}
