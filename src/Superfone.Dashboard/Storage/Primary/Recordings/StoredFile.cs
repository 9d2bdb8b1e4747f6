using Superfone.Dashboard.Domain.Calls;

namespace Superfone.Dashboard.Storage.Primary.Recordings;

/// <summary>The stored file of a recording.</summary>
/// <param name="Path">Its path below the data directory, with <c>/</c> between folders.</param>
/// <param name="ContentType">Its content type, detected from its bytes.</param>
/// <param name="SizeBytes">Its size in bytes.</param>
/// <param name="Sha256">Its SHA-256.</param>
/// <param name="StoredUtc">The time at which it was stored, UTC.</param>
public sealed record StoredFile(string Path, string ContentType, long SizeBytes, byte[] Sha256, DateTime StoredUtc)
{
    /// <summary>Whether a browser is expected to play it.</summary>
    public Playability Playability { get; init; }
}
