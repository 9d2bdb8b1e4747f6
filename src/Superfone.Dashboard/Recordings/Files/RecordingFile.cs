namespace Superfone.Dashboard.Recordings.Files;

/// <summary>A stored recording that can be played.</summary>
/// <param name="Path">The full path of the file.</param>
/// <param name="ContentType">Its content type, detected from its bytes.</param>
/// <param name="Sha256">Its SHA-256.</param>
/// <param name="StoredUtc">The time at which it was stored, UTC.</param>
public sealed record RecordingFile(string Path, string ContentType, byte[] Sha256, DateTime StoredUtc);
