namespace Superfone.Dashboard.Recordings.Files;

/// <summary>A complete file that is to be stored.</summary>
/// <param name="Part">Its full path, as <see cref="RecordingFolder.CreatePart"/> made it.</param>
/// <param name="Extension">The extension of its name, with its point.</param>
/// <param name="ContentType">Its content type.</param>
/// <param name="SizeBytes">Its size in bytes.</param>
/// <param name="Sha256">Its SHA-256.</param>
public sealed record StagedFile(string Part, string Extension, string ContentType, long SizeBytes, byte[] Sha256);
