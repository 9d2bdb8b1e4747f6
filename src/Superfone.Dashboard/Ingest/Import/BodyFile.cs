using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Ingest.Import;

/// <summary>Recognises files of bodies.</summary>
public static class BodyFile
{
    private const int Beginning = 512;

    /// <summary>Whether a file begins like text or like gzip, which is read unpacked. JSON has no zero bytes.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static bool IsText(string path)
    {
        using var file = File.OpenRead(path);
        var bytes = new byte[Beginning];
        var beginning = bytes.AsSpan(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        return PackedBody.BeginsLikeGzip(beginning) || !beginning.Contains((byte)0);
    }
}
