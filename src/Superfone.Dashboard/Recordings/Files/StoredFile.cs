using Superfone.Dashboard.Domain.Calls;

namespace Superfone.Dashboard.Recordings.Files;

/// <summary>A recording's file as it lies on the disk.</summary>
/// <param name="Path">Where, below the data directory, with <c>/</c> between folders.</param>
/// <param name="ContentType">Its type by its content.</param>
/// <param name="SizeBytes">Its size in bytes.</param>
/// <param name="Sha256">SHA-256 over it.</param>
/// <param name="StoredUtc">When it was stored, UTC.</param>
public sealed record StoredFile(string Path, string ContentType, long SizeBytes, byte[] Sha256, DateTime StoredUtc)
{
    /// <summary>What is known of it before anybody presses play.</summary>
    public Playability Playability { get; init; }
}
