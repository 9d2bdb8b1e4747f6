using Superfone.Dashboard.Storage;

namespace Superfone.Dashboard.Demo;

/// <summary>The demo's data directory: a temporary one, deleted when this object is disposed.</summary>
internal sealed class DemoDirectory : IDisposable
{
    private const string Prefix = "superfone-demo-";

    /// <summary>Creates the directory and deletes those left behind by killed demos.</summary>
    public DemoDirectory()
    {
        foreach (var left in Directory.EnumerateDirectories(System.IO.Path.GetTempPath(), $"{Prefix}*").Where(IsUnused))
            TryDelete(left);
        Path = Directory.CreateTempSubdirectory(Prefix).FullName;
    }

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        DataDirectory.CloseIdleConnections();
        TryDelete(Path);
    }

    // A running demo holds the lock in its directory; one that does not hold it yet is less than a minute old.
    private static bool IsUnused(string directory)
    {
        try
        {
            using var held = new FileStream(System.IO.Path.Combine(directory, "superfone.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (FileNotFoundException)
        {
            return Directory.GetCreationTimeUtc(directory) < DateTime.UtcNow.AddMinutes(-1);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void TryDelete(string directory)
    {
        try
        {
            Directory.Delete(directory, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The next demo tries again.
        }
    }
}
