namespace Superfone.Dashboard.Recordings.Files;

/// <summary>A stored recording.</summary>
/// <param name="CdrId">The call.</param>
/// <param name="Path">Its path, by which its store knows it.</param>
/// <param name="ContentType">Its content type, detected from its bytes.</param>
/// <param name="SizeBytes">Its size in bytes.</param>
/// <param name="Sha256">Its SHA-256.</param>
/// <param name="StoredUtc">The time at which it was stored, UTC.</param>
/// <param name="ExpiresUtc">The end of the link from which it was downloaded, UTC.</param>
public sealed record RecordingFile(long CdrId, string Path, string ContentType, long SizeBytes, byte[] Sha256, DateTime StoredUtc, DateTime ExpiresUtc);
