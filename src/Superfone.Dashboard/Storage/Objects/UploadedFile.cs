namespace Superfone.Dashboard.Storage.Objects;

/// <summary>A file to be stored.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="ContentType">Its content type.</param>
/// <param name="SizeBytes">Its size in bytes.</param>
/// <param name="Sha256">Its SHA-256.</param>
public sealed record UploadedFile(string Path, string ContentType, long SizeBytes, byte[] Sha256);
